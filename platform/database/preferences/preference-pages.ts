import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import type { PreferencePage } from '../generated/client.ts';
import { type FilledSection, filledSections } from './filled-sections.ts';

/** Of an environment: so many pages are kept, the last ones. */
const KEPT = 20;
/** As long as a statement may take: whoever publishes waits for those that came before. */
const TIMEOUT_MS = 10_000;

/** $1 environment, $2 id, $3 body, $4 who, $5 when. */
const PUBLISH = `
INSERT INTO preference_page (environment_id, id, version, body, publisher, published_at)
SELECT $1::text, $2::text, greatest((extract(epoch FROM $5::timestamptz) * 1000)::bigint, max(version) + 1), $3::jsonb, $4::text, $5::timestamptz
FROM preference_page WHERE environment_id = $1
RETURNING environment_id AS "environmentId", id, version, body, publisher, published_at AS "publishedAt"`;

/** $1 environment. */
const FORGET = `
DELETE FROM preference_page WHERE environment_id = $1 AND version <= (
  SELECT version FROM preference_page WHERE environment_id = $1 ORDER BY version DESC OFFSET ${KEPT} LIMIT 1)`;

/** What a page of preferences shows, as it was when it was published: the last of them. */
export class PreferencePages {
  constructor(private readonly database: Database) {}

  /** Each version is later than those before, two that come at once as well, and shows what there is by then. */
  async publish(
    environmentId: string,
    { id, publisher }: Pick<PreferencePage, 'id' | 'publisher'>,
    bodyOf: (sections: FilledSection[]) => JsonObject,
  ): Promise<PreferencePage> {
    return this.database.prisma.$transaction(
      async (transaction) => {
        await transaction.$queryRawUnsafe(LOCK_ENVIRONMENT, environmentId);
        const body = JSON.stringify(bodyOf(await filledSections(transaction, environmentId)));
        const values = [environmentId, id, body, publisher, new Date()];
        const [page] = await transaction.$queryRawUnsafe<PreferencePage[]>(PUBLISH, ...values);
        await transaction.$executeRawUnsafe(FORGET, environmentId);
        return page as PreferencePage;
      },
      { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
    );
  }

  async find(environmentId: string, id: string): Promise<PreferencePage | undefined> {
    const where = { environmentId_id: { environmentId, id } };
    return (await this.database.prisma.preferencePage.findUnique({ where })) ?? undefined;
  }
}
