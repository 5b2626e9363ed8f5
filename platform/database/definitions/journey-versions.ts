import type { Database } from '../database.ts';
import type { JourneyBody } from './journey-rows.ts';

/** A published version; nothing of it changes any more. */
export interface JourneyVersionRow {
  number: number;
  body: JourneyBody;
  createdAt: Date;
}

/** A version in the history of its journey. */
export interface ListedVersion {
  number: number;
  name: string;
  creator: string;
  createdAt: Date;
}

const OF = 'FROM journey_version WHERE environment_id = $1 AND journey_id = $2';

const FIND = `SELECT number, body, created_at AS "createdAt" ${OF} AND number = $3`;

const PAGE = `
SELECT number, body ->> 'name' AS name, creator, created_at AS "createdAt" ${OF} AND ($3::int IS NULL OR number < $3::int)
ORDER BY number DESC LIMIT $4`;

/** The published versions of journeys, numbered from 1, the newest one in force. J-17 */
export class JourneyVersions {
  constructor(private readonly database: Database) {}

  async find(environmentId: string, journeyId: string, number: number): Promise<JourneyVersionRow | undefined> {
    const values = [environmentId, journeyId, number];
    const [row] = await this.database.query<JourneyVersionRow>(FIND, values);
    return row;
  }

  /** Newest first; `below` is the number the page before ended with. J-18 */
  async page(environmentId: string, journeyId: string, limit: number, below?: number): Promise<ListedVersion[]> {
    const values = [environmentId, journeyId, below ?? null, limit];
    return this.database.query<ListedVersion>(PAGE, values);
  }
}
