import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import type { PreferencePage } from '../generated/client.ts';

/** $1 environment, $2 id, $3 body, $4 who, $5 when. */
const PUBLISH = `
INSERT INTO preference_page (environment_id, id, version, body, publisher, published_at)
SELECT $1, $2, greatest((extract(epoch FROM $5::timestamptz) * 1000)::bigint, max(version) + 1), $3::jsonb, $4, $5::timestamptz
FROM preference_page WHERE environment_id = $1
RETURNING environment_id AS "environmentId", id, version, body, publisher, published_at AS "publishedAt"`;

/** What a page of preferences shows, as it was when it was published. */
export class PreferencePages {
  constructor(private readonly database: Database) {}

  /** Each version is later than those before, two that come at once as well. */
  async publish(environmentId: string, id: string, body: JsonObject, publisher: string): Promise<PreferencePage> {
    return this.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      const values = [environmentId, id, JSON.stringify(body), publisher, new Date()];
      const { rows } = await client.query<PreferencePage>(PUBLISH, values);
      return rows[0] as PreferencePage;
    });
  }

  async find(environmentId: string, id: string): Promise<PreferencePage | undefined> {
    const where = { environmentId_id: { environmentId, id } };
    return (await this.database.prisma.preferencePage.findUnique({ where })) ?? undefined;
  }
}
