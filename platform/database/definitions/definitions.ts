import type pg from 'pg';

import type { DefinitionLookup } from '../../../activities/ports/lookups.ts';
import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import { type Page, placeOf } from '../page.ts';
import { AliasTaken } from './alias-taken.ts';
import type { DefinitionRow, ListedDefinition, ListedVersion, Publication, VersionRow } from './definition-rows.ts';
import {
  archiveOne,
  type DefinitionKind,
  publishOne,
  selectOne,
  selectPage,
  selectTaken,
  selectVersion,
  selectVersions,
} from './definition-sql.ts';
import { findInvocable } from './find-invocable.ts';

/** What saved automations and journeys share: drafts found by id or alias, and versions, the newest one in force. J-17 */
export abstract class Definitions<Body extends object> {
  abstract readonly kind: DefinitionKind;

  constructor(protected readonly database: Database) {}

  async find(environmentId: string, name: string): Promise<DefinitionRow<Body> | undefined> {
    const [row] = await this.database.query<DefinitionRow<Body>>(selectOne(this.kind), [environmentId, name]);
    return row;
  }

  /** As it is to be invoked, the archived included. */
  async findInvocable(environmentId: string, name: string): Promise<DefinitionLookup<Body> | undefined> {
    return findInvocable<Body>(this.database.pool, this.kind, environmentId, name);
  }

  /** Newest first, without the archived ones: those that are published, or the drafts of all. J-12 */
  async page(environmentId: string, isPublished: boolean, { limit, after }: Page): Promise<ListedDefinition[]> {
    const values = [environmentId, isPublished, ...placeOf(after), limit];
    return this.database.query<ListedDefinition>(selectPage(this.kind), values);
  }

  /** A new version of the draft, or of `body`, in one statement. Undefined when there is no such definition. */
  async publish(
    environmentId: string,
    name: string,
    { by, body }: Publication<Body>,
  ): Promise<DefinitionRow<Body> | undefined> {
    const values = [environmentId, name, by, body && JSON.stringify(body)];
    const [row] = await this.database.query<DefinitionRow<Body>>(publishOne(this.kind), values);
    return row;
  }

  /** False when there never was such a definition; its alias is free again. */
  async archive(environmentId: string, name: string, by: string): Promise<boolean> {
    return (await this.database.query(archiveOne(this.kind), [environmentId, name, by])).length > 0;
  }

  async findVersion(environmentId: string, id: string, number: number): Promise<VersionRow<Body> | undefined> {
    const [row] = await this.database.query<VersionRow<Body>>(selectVersion(this.kind), [environmentId, id, number]);
    return row;
  }

  /** Newest first; `below` is the number the page before ended with. J-18 */
  async versions(environmentId: string, id: string, limit: number, below?: number): Promise<ListedVersion[]> {
    return this.database.query<ListedVersion>(selectVersions(this.kind), [environmentId, id, below, limit]);
  }

  /**
   * For a transaction that gives a definition its names: two requests at once must not take one, the one for an id, the other for
   * an alias.
   * @throws AliasTaken
   */
  protected async claimNames(
    client: pg.PoolClient,
    environmentId: string,
    { id, alias = null }: { id: string; alias?: string | null },
  ): Promise<void> {
    await client.query(LOCK_ENVIRONMENT, [environmentId]);
    const { rows } = await client.query(selectTaken(this.kind), [environmentId, id, alias]);
    if (rows[0]?.id) throw new AliasTaken(id, 'id');
    if (alias && rows[0]?.alias) throw new AliasTaken(alias, 'alias');
  }
}
