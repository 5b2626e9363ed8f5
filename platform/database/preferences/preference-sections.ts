import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import type { PreferenceSection, SubscriptionTopic } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';

/** A section with its topics, newest first. */
export type FilledSection = PreferenceSection & { topics: SubscriptionTopic[] };

/** $1 environment, $2 id. */
const LOCK = `
SELECT 1 FROM preference_section WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL FOR UPDATE`;

/** A statement of its own after {@link LOCK}: it sees every topic whose writer came before. $3 who. */
const ARCHIVE = `
UPDATE preference_section SET archived_at = now(), updated_at = now(), updater = $3
WHERE environment_id = $1 AND id = $2 AND NOT EXISTS (
  SELECT FROM subscription_topic t WHERE t.environment_id = $1 AND t.section_id = $2 AND t.archived_at IS NULL)
RETURNING id`;

const WITH_TOPICS = {
  topics: { where: { archivedAt: null }, orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }] },
};

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

  /** Newest first; all of them where no page is named. */
  async page(environmentId: string, { limit, after }: Partial<Page> = {}): Promise<FilledSection[]> {
    return this.database.prisma.preferenceSection.findMany({
      where: { environmentId, archivedAt: null, ...olderThan(after) },
      include: WITH_TOPICS,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** False when there is no such section. */
  async replace(environmentId: string, id: string, body: JsonObject, updater: string): Promise<boolean> {
    const { count } = await this.database.prisma.preferenceSection.updateMany({
      where: { environmentId, id, archivedAt: null },
      data: { body, updater, updatedAt: new Date() },
    });
    return count > 0;
  }

  async archive(environmentId: string, id: string, updater: string): Promise<'archived' | 'unknown' | 'not empty'> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(LOCK, [environmentId, id]);
      if (!rowCount) return 'unknown';
      const archived = await client.query(ARCHIVE, [environmentId, id, updater]);
      return archived.rowCount ? 'archived' : 'not empty';
    });
  }
}
