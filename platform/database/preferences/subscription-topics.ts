import type { JsonObject } from '../../../language/json/json.ts';
import type { PreferenceStatus } from '../../../language/people/preference.ts';
import type { Database } from '../database.ts';
import type { SubscriptionTopic } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';

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

/** Holds the section, so that nobody archives it meanwhile. $1 environment, $2 section, $3 id, $4 default, $5 body, $6 who. */
const INSERT = `
WITH section AS (
  SELECT environment_id, id FROM preference_section WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL FOR SHARE
)
INSERT INTO subscription_topic (environment_id, id, section_id, default_status, body, creator)
SELECT environment_id, $3, id, $4, $5::jsonb, $6 FROM section RETURNING id`;

/** What messages are about. An archived one is shown no more, and what users chose of it still counts. U-06 */
export class SubscriptionTopics {
  constructor(private readonly database: Database) {}

  /** False when there is no such section. */
  async insert(place: TopicPlace, id: string, { defaultStatus, body }: TopicFields, creator: string): Promise<boolean> {
    const values = [place.environmentId, place.sectionId, id, defaultStatus, JSON.stringify(body), creator];
    return (await this.database.query(INSERT, values)).length > 0;
  }

  async find(place: TopicPlace, id: string): Promise<SubscriptionTopic | undefined> {
    const where = { ...place, id, archivedAt: null };
    return (await this.database.prisma.subscriptionTopic.findFirst({ where })) ?? undefined;
  }

  /** Newest first. */
  async page(place: TopicPlace, { limit, after }: Page): Promise<SubscriptionTopic[]> {
    return this.database.prisma.subscriptionTopic.findMany({
      where: { ...place, archivedAt: null, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
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
