import type pg from 'pg';

import { handedOn } from '../../../language/batch/handed-on.ts';
import type { Retain } from '../../../language/batch/retain.ts';
import type { SortValue } from '../../../language/batch/sort-value.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { BROUGHT, EMPTY, RANKED } from './encounters-sql.ts';

/** A window that nobody joins any more, and the room that there is for what is retained. */
interface FullWindow extends Pick<StepCall, 'runId' | 'order'> {
  retain: Retain;
  room: number;
}

interface ItemRow {
  id: string;
  value: SortValue;
  size: number;
}

/** Takes what is retained out of a closed window; the data of the other items are not even loaded. N-63 */
export async function emptyWindow(
  client: pg.PoolClient,
  { runId, order, retain, room }: FullWindow,
): Promise<{ items: JsonObject[]; left: number }> {
  const { rows } = await client.query<ItemRow>(RANKED, [runId, order]);
  const { places, left } = handedOn(rows, retain, room);
  const ids = places.flatMap((place) => rows[place]?.id ?? []);
  const brought = await client.query<{ id: string; data: JsonObject }>(BROUGHT, [ids]);
  await client.query(EMPTY, [runId, order]);
  const found = new Map(brought.rows.map(({ id, data }) => [id, data]));
  const items = ids.map((id) => found.get(id)).filter((data) => data !== undefined);
  return { items, left };
}
