import type pg from 'pg';

import type { Retain } from '../../../language/batch/retain.ts';
import { retainedPlaces } from '../../../language/batch/retained-places.ts';
import type { Json, JsonObject } from '../../../language/json/json.ts';
import { withoutRoot } from '../../../language/json/without-root.ts';
import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { BROUGHT, EMPTY, RANKED } from './encounters-sql.ts';

/** A window that nobody joins any more. */
export interface ClosedWindow {
  count: number;
  retain: Retain;
}

/** Takes what is retained out of a closed window; the data of the other items are not even loaded. N-63 */
export async function emptyWindow(
  client: pg.PoolClient,
  { runId, order, retain }: ClosedWindow & Pick<StepCall, 'runId' | 'order'>,
): Promise<JsonObject[]> {
  const path = retain.sortKey === undefined ? ['none'] : ['data', ...withoutRoot(retain.sortKey).split('.')];
  const { rows } = await client.query<{ id: string; value: Json }>(RANKED, [runId, order, path]);
  const places = retainedPlaces(
    rows.map(({ value }) => value),
    retain,
  );
  const ids = places.flatMap((place) => rows[place]?.id ?? []);
  const brought = await client.query<{ id: string; data: JsonObject }>(BROUGHT, [ids]);
  await client.query(EMPTY, [runId, order]);
  const found = new Map(brought.rows.map(({ id, data }) => [id, data]));
  return ids.map((id) => found.get(id)).filter((data) => data !== undefined);
}
