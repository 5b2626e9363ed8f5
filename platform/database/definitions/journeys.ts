import type pg from 'pg';

import type { Publication } from './definition-rows.ts';
import { publishOne, selectOne } from './definition-sql.ts';
import { Definitions } from './definitions.ts';
import type { JourneyBody, JourneyChange, JourneyRow } from './journey-rows.ts';
import { CLAIMED, INSERT, OWN_NODES, SAVE } from './journey-sql.ts';
import { NodeIdsTaken } from './node-ids-taken.ts';
import { PUBLISH_ALL } from './template-sql.ts';

/** Journeys and their drafts, found by id or alias. §2.3 */
export class Journeys extends Definitions<JourneyBody> {
  override readonly kind = 'journey';

  /** @throws AliasTaken */
  async insert(environmentId: string, id: string, change: JourneyChange): Promise<JourneyRow> {
    const { alias, enabled, draft, nodeIds, by } = change;
    const row = await this.#write(environmentId, id, change, async (client) => {
      await client.query(INSERT, [environmentId, id, by, JSON.stringify(draft), nodeIds, enabled, alias]);
    });
    if (!row) throw new Error('an inserted journey was not found');
    return row;
  }

  /**
   * Changes a journey's draft; undefined when there is no such journey, or it is archived.
   * @throws AliasTaken, NodeIdsTaken for ids that are new to this journey and another one has (J-07)
   */
  async save(environmentId: string, id: string, change: JourneyChange): Promise<JourneyRow | undefined> {
    const { alias, enabled, draft, nodeIds, keepsToken, by } = change;
    const values = [environmentId, id, by, JSON.stringify(draft), nodeIds, enabled];
    return this.#write(environmentId, id, change, async (client) => {
      const { rows } = await client.query<{ nodeIds: string[] }>(OWN_NODES, [environmentId, id]);
      const [own] = rows;
      if (!own) return;
      const added = nodeIds.filter((node) => !own.nodeIds.includes(node));
      await refuseClaimed(client, environmentId, id, added);
      await client.query(SAVE, [...values, alias, alias !== undefined, keepsToken]);
    });
  }

  /** A version of the draft comes with one of each of the journey's templates. J-14, J-16 */
  override async publish(
    environmentId: string,
    name: string,
    publication: Publication<JourneyBody>,
  ): Promise<JourneyRow | undefined> {
    return this.database.transaction((client) => publishWithTemplates(client, environmentId, name, publication));
  }

  /** What is written is published in the same transaction. Undefined when there is no such journey after all. */
  async #write(
    environmentId: string,
    id: string,
    { alias, by, publish: isPublished }: JourneyChange,
    write: (client: pg.PoolClient) => Promise<void>,
  ): Promise<JourneyRow | undefined> {
    return this.database.transaction(async (client) => {
      await this.claimNames(client, environmentId, { id, alias });
      await write(client);
      if (isPublished) return publishWithTemplates(client, environmentId, id, { by });
      const { rows } = await client.query<JourneyRow>(selectOne('journey'), [environmentId, id]);
      return rows[0];
    });
  }
}

async function publishWithTemplates(
  client: pg.PoolClient,
  environmentId: string,
  name: string,
  { by, body }: Publication<JourneyBody>,
): Promise<JourneyRow | undefined> {
  const values = [environmentId, name, by, body && JSON.stringify(body)];
  const { rows } = await client.query<JourneyRow>(publishOne('journey'), values);
  if (rows[0] && !body) await client.query(PUBLISH_ALL, [environmentId, rows[0].id, by]);
  return rows[0];
}

/** @throws NodeIdsTaken */
async function refuseClaimed(
  client: pg.PoolClient,
  environmentId: string,
  id: string,
  nodeIds: readonly string[],
): Promise<void> {
  if (nodeIds.length === 0) return;
  const { rows } = await client.query<{ id: string }>(CLAIMED, [environmentId, id, nodeIds]);
  if (rows.length > 0) throw new NodeIdsTaken(rows.map((row) => row.id));
}
