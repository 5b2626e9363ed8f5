import type { JsonObject } from '../../../language/json/json.ts';
import type { PreferenceStatus } from '../../../language/people/preference.ts';
import type { Database } from '../database.ts';
import type { SubscriptionTopic } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';
import { NEWEST_FIRST } from './filled-sections.ts';
import { LOCK_SECTION } from './section-lock.ts';

/** The section that topics are in. */
export interface TopicPlace {
  environmentId: string;
  sectionId: string;
}

/** All that is written of a topic. */
export interface TopicFields {
  defaultStatus: PreferenceStatus;
  body: JsonObject;
}

/** Of a section, archived ones apart: a section is shown with all of them. */
export const MOST_TOPICS = 500;

/** A statement of its own after {@link LOCK_SECTION}. $1 environment, $2 section, $3 id, $4 default, $5 body, $6 who. */
const INSERT = `
INSERT INTO subscription_topic (environment_id, section_id, id, default_status, body, creator)
SELECT $1, $2, $3, $4, $5::jsonb, $6 WHERE ${MOST_TOPICS} > (
  SELECT count(*) FROM subscription_topic WHERE environment_id = $1 AND section_id = $2 AND archived_at IS NULL)
RETURNING environment_id AS "environmentId", section_id AS "sectionId", id, default_status AS "defaultStatus", body, creator, updater,
  created_at AS "createdAt", updated_at AS "updatedAt", archived_at AS "archivedAt"`;

/** What messages are about. An archived one is shown no more, and what users chose of it still counts. U-06 */
export class SubscriptionTopics {
  constructor(private readonly database: Database) {}

  async insert(
    { environmentId, sectionId }: TopicPlace,
    id: string,
    { defaultStatus, body }: TopicFields,
    creator: string,
  ): Promise<SubscriptionTopic | 'unknown section' | 'full section'> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(LOCK_SECTION, [environmentId, sectionId]);
      if (!rowCount) return 'unknown section';
      const values = [environmentId, sectionId, id, defaultStatus, JSON.stringify(body), creator];
      const { rows } = await client.query<SubscriptionTopic>(INSERT, values);
      return rows[0] ?? 'full section';
    });
  }

  async find(place: TopicPlace, id: string): Promise<SubscriptionTopic | undefined> {
    const where = { ...place, id, archivedAt: null };
    return (await this.database.prisma.subscriptionTopic.findFirst({ where })) ?? undefined;
  }

  /** Newest first. */
  async page(place: TopicPlace, { limit, after }: Page): Promise<SubscriptionTopic[]> {
    return this.database.prisma.subscriptionTopic.findMany({
      where: { ...place, archivedAt: null, ...olderThan(after) },
      orderBy: NEWEST_FIRST,
      take: limit,
    });
  }

  /** Undefined when there is no such topic in the section. */
  async replace(
    place: TopicPlace,
    id: string,
    fields: TopicFields,
    updater: string,
  ): Promise<SubscriptionTopic | undefined> {
    return this.#change(place, id, { ...fields, updater });
  }

  /** False when there is no such topic in the section. */
  async archive(place: TopicPlace, id: string, updater: string): Promise<boolean> {
    return (await this.#change(place, id, { archivedAt: new Date(), updater })) !== undefined;
  }

  async #change(
    place: TopicPlace,
    id: string,
    data: Partial<TopicFields> & { archivedAt?: Date; updater: string },
  ): Promise<SubscriptionTopic | undefined> {
    const [row] = await this.database.prisma.subscriptionTopic.updateManyAndReturn({
      where: { ...place, id, archivedAt: null },
      data: { ...data, updatedAt: new Date() },
    });
    return row;
  }
}
