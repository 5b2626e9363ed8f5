import type { AutomationLookup } from '../../../activities/ports/lookups.ts';
import type { Definition } from '../../../language/automation.ts';
import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import { type Page, placeOf } from '../page.ts';
import { AliasTaken } from './alias-taken.ts';
import { ARCHIVE, FIND, PAGE, PUBLISH, SAVE, TAKEN } from './automation-sql.ts';
import { findAutomation } from './find-automation.ts';

/** What is drafted, and frozen when it is published. */
export interface AutomationBody extends Pick<Definition, 'steps' | 'cancelation_token'> {
  name: string;
  sources?: string[];
}

/** A saved automation that is not archived, with what is published of it. */
export interface AutomationRow {
  id: string;
  alias: string | null;
  enabled: boolean;
  draft: AutomationBody;
  createdAt: Date;
  updatedAt: Date | null;
  /** These three are null when it was never published. */
  publishedVersion: number | null;
  published: AutomationBody | null;
  publishedAt: Date | null;
}

/** What a PUT writes; an absent alias, `enabled` or token stays. */
export interface AutomationChange {
  alias?: string | null;
  enabled?: boolean;
  draft: AutomationBody;
  keepsToken: boolean;
  by: string;
}

/** An automation in a list. */
export interface ListedAutomation {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date | null;
}

/** Saved automations and their drafts, found by id or alias. R-23 */
export class Automations {
  constructor(private readonly database: Database) {}

  /** Makes the automation or changes its draft; undefined when it is archived. @throws AliasTaken */
  async save(environmentId: string, id: string, change: AutomationChange): Promise<AutomationRow | undefined> {
    const { alias, enabled = null, draft, keepsToken, by } = change;
    const values = [by, JSON.stringify(draft), alias ?? null, alias !== undefined, enabled, keepsToken];
    return this.database.transaction(async (client) => {
      // Two requests at once must not take one name, the one for an id, the other for an alias.
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      const { rows: names } = await client.query(TAKEN, [environmentId, id, alias ?? null]);
      if (names[0]?.id) throw new AliasTaken(id, 'id');
      if (alias && names[0]?.alias) throw new AliasTaken(alias, 'alias');
      const { rows } = await client.query<AutomationRow>(SAVE, [environmentId, id, ...values]);
      return rows[0];
    });
  }

  async find(environmentId: string, name: string): Promise<AutomationRow | undefined> {
    const [row] = await this.database.query<AutomationRow>(FIND, [environmentId, name]);
    return row;
  }

  /** As it is to be invoked, the archived included. */
  async findInvocable(environmentId: string, name: string): Promise<AutomationLookup | undefined> {
    return findAutomation(this.database.pool, environmentId, name);
  }

  /** Newest first, without the archived ones: those that are published, or the drafts of all. */
  async page(environmentId: string, isPublished: boolean, { limit, after }: Page): Promise<ListedAutomation[]> {
    const place = [...placeOf(after)];
    return this.database.query<ListedAutomation>(PAGE, [environmentId, isPublished, ...place, limit]);
  }

  /** A new version of the draft, or of `body`, in one statement. Undefined when there is no such automation. */
  async publish(
    environmentId: string,
    name: string,
    { by, body }: { by: string; body?: AutomationBody },
  ): Promise<AutomationRow | undefined> {
    const values = [environmentId, name, by, body === undefined ? null : JSON.stringify(body)];
    const [row] = await this.database.query<AutomationRow>(PUBLISH, values);
    return row;
  }

  /** False when there never was such an automation; its alias is free again. */
  async archive(environmentId: string, name: string, by: string): Promise<boolean> {
    return (await this.database.query(ARCHIVE, [environmentId, name, by])).length > 0;
  }
}
