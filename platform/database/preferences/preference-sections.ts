import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import type { Page } from '../page.ts';
import { type FilledSection, filledSections, NEWEST_FIRST, WITH_TOPICS } from './filled-sections.ts';
import { LOCK_SECTION } from './section-lock.ts';

/** $1 environment, $2 id. A statement of its own after {@link LOCK_SECTION}: it sees every topic whose writer came before. $3 who. */
const ARCHIVE = `
UPDATE preference_section SET archived_at = now(), updated_at = now(), updater = $3
WHERE environment_id = $1 AND id = $2 AND NOT EXISTS (
  SELECT FROM subscription_topic t WHERE t.environment_id = $1 AND t.section_id = $2 AND t.archived_at IS NULL)
RETURNING id`;

/** The sections of a page of preferences. An archived one is as if it had never been. */
export class PreferenceSections {
  constructor(private readonly database: Database) {}

  async insert(environmentId: string, id: string, body: JsonObject, creator: string): Promise<FilledSection> {
    const data = { environmentId, id, body, creator };
    return this.database.prisma.preferenceSection.create({ data, include: WITH_TOPICS });
  }

  async find(environmentId: string, id: string): Promise<FilledSection | undefined> {
    const where = { environmentId, id, archivedAt: null };
    return (await this.database.prisma.preferenceSection.findFirst({ where, include: WITH_TOPICS })) ?? undefined;
  }

  /** Newest first. */
  async page(environmentId: string, page: Page): Promise<FilledSection[]> {
    return filledSections(this.database.prisma, environmentId, page);
  }

  /** Undefined when there is no such section. */
  async replace(
    environmentId: string,
    id: string,
    body: JsonObject,
    updater: string,
  ): Promise<FilledSection | undefined> {
    const { preferenceSection, subscriptionTopic } = this.database.prisma;
    const [row] = await preferenceSection.updateManyAndReturn({
      where: { environmentId, id, archivedAt: null },
      data: { body, updater, updatedAt: new Date() },
    });
    if (!row) return undefined;
    const where = { environmentId, sectionId: id, archivedAt: null };
    return { ...row, topics: await subscriptionTopic.findMany({ where, orderBy: NEWEST_FIRST }) };
  }

  async archive(environmentId: string, id: string, updater: string): Promise<'archived' | 'unknown' | 'not empty'> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(LOCK_SECTION, [environmentId, id]);
      if (!rowCount) return 'unknown';
      const archived = await client.query(ARCHIVE, [environmentId, id, updater]);
      return archived.rowCount ? 'archived' : 'not empty';
    });
  }
}
