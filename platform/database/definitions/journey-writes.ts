import type pg from 'pg';

import { AliasTaken } from './alias-taken.ts';
import type { JourneyBody } from './journey-rows.ts';
import { CLAIMED, PUBLISH, TAKEN } from './journey-sql.ts';
import { NodeIdsTaken } from './node-ids-taken.ts';
import { PUBLISH_ALL } from './template-sql.ts';

interface Publication {
  environmentId: string;
  name: string;
  by: string;
  /** Of an earlier version, which leaves the templates as they are; absent: the draft as it is at that moment. */
  body?: JourneyBody;
}

/** A new version; its journey's id, or undefined where there is none. J-14, J-16 */
export async function publishJourney(client: pg.PoolClient, publication: Publication): Promise<string | undefined> {
  const { environmentId, name, by, body } = publication;
  const values = [environmentId, name, by, body === undefined ? null : JSON.stringify(body)];
  const { rows } = await client.query<{ id: string }>(PUBLISH, values);
  if (rows[0] && body === undefined) await client.query(PUBLISH_ALL, [environmentId, rows[0].id, by]);
  return rows[0]?.id;
}

/** @throws AliasTaken */
export async function refuseTaken(
  client: pg.PoolClient,
  environmentId: string,
  id: string,
  alias?: string | null,
): Promise<void> {
  if (!alias) return;
  const { rows } = await client.query(TAKEN, [environmentId, id, alias]);
  if (rows.length > 0) throw new AliasTaken(alias, 'alias');
}

/** @throws NodeIdsTaken */
export async function refuseClaimed(
  client: pg.PoolClient,
  environmentId: string,
  id: string,
  nodeIds: readonly string[],
): Promise<void> {
  if (nodeIds.length === 0) return;
  const { rows } = await client.query<{ id: string }>(CLAIMED, [environmentId, id, nodeIds]);
  if (rows.length > 0) throw new NodeIdsTaken(rows.map((row) => row.id));
}
