import type pg from 'pg';

import { templatesNamed } from '../../../language/compile/templates-named.ts';
import { walkNodes } from '../../../language/compile/walk-nodes.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import type { Publication } from './definition-rows.ts';
import { publishOne, selectOne } from './definition-sql.ts';
import { Definitions } from './definitions.ts';
import type { JourneyBody, JourneyChange, JourneyRow } from './journey-rows.ts';
import { ARCHIVED, CLAIM, CLAIMED, INSERT, OWN_NODES, SAVE } from './journey-sql.ts';
import { NodeIdsTaken } from './node-ids-taken.ts';
import { TemplateArchived } from './template-archived.ts';
import { ARCHIVE, PUBLISH_ALL } from './template-sql.ts';

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
   * @throws AliasTaken, TemplateArchived, NodeIdsTaken for ids that are new to this journey and another one has (J-07)
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

  /** A version of the draft comes with one of each of the journey's templates. J-14, J-16 @throws TemplateArchived */
  override async publish(
    environmentId: string,
    name: string,
    publication: Publication<JourneyBody>,
  ): Promise<JourneyRow | undefined> {
    return this.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      const row = await publishWithTemplates(client, environmentId, name, publication);
      if (row?.published) await settle(client, environmentId, row, row.published);
      return row;
    });
  }

  /** False where the journey's draft, or what is published of it, sends the template; nobody writes either meanwhile. §2.6 */
  async archiveTemplate(environmentId: string, id: string, template: string, by: string): Promise<boolean> {
    return this.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      const { rows } = await client.query<JourneyRow>(selectOne('journey'), [environmentId, id]);
      if (rows[0] && templatesSent(rows[0]).includes(template)) return false;
      await client.query(ARCHIVE, [environmentId, id, template, by]);
      return true;
    });
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
      const row = isPublished
        ? await publishWithTemplates(client, environmentId, id, { by })
        : (await client.query<JourneyRow>(selectOne('journey'), [environmentId, id])).rows[0];
      if (row) await settle(client, environmentId, row, row.draft);
      return row;
    });
  }
}

/**
 * What was written sends no template of the journey's own that was archived since it was looked at; the nodes of what is in
 * force are the journey's.
 * @throws TemplateArchived
 */
async function settle(
  client: pg.PoolClient,
  environmentId: string,
  { id, published }: JourneyRow,
  written: JourneyBody,
): Promise<void> {
  const sent = templatesNamed(written).map(({ template }) => template);
  const archived = sent.length > 0 ? (await client.query(ARCHIVED, [environmentId, id, sent])).rows : [];
  if (archived.length > 0) throw new TemplateArchived();
  if (published) await client.query(CLAIM, [environmentId, id, walkNodes(published.nodes).map(({ node }) => node.id)]);
}

function templatesSent({ draft, published }: JourneyRow): string[] {
  const named = [draft, ...(published ? [published] : [])].flatMap(templatesNamed);
  return named.map(({ template }) => template);
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
