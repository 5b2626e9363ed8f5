import type pg from 'pg';

import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import { type Page, placeOf } from '../page.ts';
import type { JourneyBody, JourneyChange, JourneyRow, ListedJourney } from './journey-rows.ts';
import { ARCHIVE, FIND, FIND_INVOCABLE, INSERT, PAGE, SAVE } from './journey-sql.ts';
import { publishJourney, refuseClaimed, refuseTaken } from './journey-writes.ts';

/** Journeys and their drafts, found by id or alias. §2.3 */
export class Journeys {
  constructor(private readonly database: Database) {}

  /** @throws AliasTaken */
  async insert(environmentId: string, id: string, change: JourneyChange): Promise<JourneyRow> {
    const { alias = null, enabled = null, draft, nodeIds, by } = change;
    const row = await this.#write(environmentId, change, async (client) => {
      await refuseTaken(client, environmentId, id, alias);
      await client.query(INSERT, [environmentId, id, by, JSON.stringify(draft), nodeIds, enabled, alias]);
      return id;
    });
    if (!row) throw new Error('an inserted journey was not found');
    return row;
  }

  /**
   * Changes a journey's draft; undefined when there is no such journey, or it is archived.
   * @throws AliasTaken, NodeIdsTaken for ids that are new to this journey and another one has (J-07)
   */
  async save(environmentId: string, name: string, change: JourneyChange): Promise<JourneyRow | undefined> {
    const { alias, enabled = null, draft, nodeIds, keepsToken, by } = change;
    return this.#write(environmentId, change, async (client) => {
      const { rows } = await client.query<JourneyRow>(`${FIND} FOR UPDATE OF j`, [environmentId, name]);
      if (!rows[0]) return undefined;
      const { id, nodeIds: own } = rows[0];
      await refuseTaken(client, environmentId, id, alias);
      const added = nodeIds.filter((node) => !own.includes(node));
      await refuseClaimed(client, environmentId, id, added);
      const values = [environmentId, id, by, JSON.stringify(draft), nodeIds, enabled];
      await client.query(SAVE, [...values, alias ?? null, alias !== undefined, keepsToken]);
      return id;
    });
  }

  async find(environmentId: string, name: string): Promise<JourneyRow | undefined> {
    const [row] = await this.database.query<JourneyRow>(FIND, [environmentId, name]);
    return row;
  }

  /** As it is to be invoked, the archived included. */
  async findInvocable(environmentId: string, name: string): Promise<JourneyRow | undefined> {
    const [row] = await this.database.query<JourneyRow>(FIND_INVOCABLE, [environmentId, name]);
    return row;
  }

  /** Newest first, without the archived ones: those that are published, or the drafts of all. J-12 */
  async page(environmentId: string, isPublished: boolean, { limit, after }: Page): Promise<ListedJourney[]> {
    return this.database.query<ListedJourney>(PAGE, [environmentId, isPublished, ...placeOf(after), limit]);
  }

  /** A new version of the draft, and of those of the journey's templates, or of `body`. Undefined when there is no such journey. */
  async publish(
    environmentId: string,
    name: string,
    { by, body }: { by: string; body?: JourneyBody },
  ): Promise<JourneyRow | undefined> {
    return this.database.transaction(async (client) => {
      const id = await publishJourney(client, { environmentId, name, by, body });
      return id === undefined ? undefined : found(client, environmentId, id);
    });
  }

  /** False when there never was such a journey; its alias and its node ids are free again. */
  async archive(environmentId: string, name: string, by: string): Promise<boolean> {
    return (await this.database.query(ARCHIVE, [environmentId, name, by])).length > 0;
  }

  /** Two requests at once must not take one name; what is written is published in the same transaction. */
  async #write<Id extends string | undefined>(
    environmentId: string,
    { by, publish: isPublished }: JourneyChange,
    write: (client: pg.PoolClient) => Promise<Id>,
  ): Promise<JourneyRow | undefined> {
    return this.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      const id = await write(client);
      if (id === undefined) return undefined;
      if (isPublished) await publishJourney(client, { environmentId, name: id, by });
      return found(client, environmentId, id);
    });
  }
}

async function found(client: pg.PoolClient, environmentId: string, id: string): Promise<JourneyRow | undefined> {
  const { rows } = await client.query<JourneyRow>(FIND, [environmentId, id]);
  return rows[0];
}
