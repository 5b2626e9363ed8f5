import type { Database } from '../database.ts';
import type { AutomationBody } from './automations.ts';

/** A published version; nothing of it changes any more. */
export interface AutomationVersionRow {
  number: number;
  body: AutomationBody;
  createdAt: Date;
}

/** A version in the history of its automation. */
export interface ListedVersion {
  number: number;
  name: string;
  creator: string;
  createdAt: Date;
}

const OF = 'FROM automation_version WHERE environment_id = $1 AND automation_id = $2';

const FIND = `SELECT number, body, created_at AS "createdAt" ${OF} AND number = $3`;

const PAGE = `
SELECT number, body ->> 'name' AS name, creator, created_at AS "createdAt" ${OF} AND ($3::int IS NULL OR number < $3::int)
ORDER BY number DESC LIMIT $4`;

/** The published versions of saved automations, numbered from 1, the newest one in force. J-17 */
export class AutomationVersions {
  constructor(private readonly database: Database) {}

  async find(environmentId: string, automationId: string, number: number): Promise<AutomationVersionRow | undefined> {
    const values = [environmentId, automationId, number];
    const [row] = await this.database.query<AutomationVersionRow>(FIND, values);
    return row;
  }

  /** Newest first; `below` is the number the page before ended with. J-18 */
  async page(environmentId: string, automationId: string, limit: number, below?: number): Promise<ListedVersion[]> {
    const values = [environmentId, automationId, below ?? null, limit];
    return this.database.query<ListedVersion>(PAGE, values);
  }
}
