import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';
import { ENSURE_LISTS, GIVEN, type Meeting, subscribe } from './subscription-sql.ts';

/** A user who is to be on a list. */
export interface NewSubscription {
  listId: string;
  userId: string;
  preferences?: JsonObject;
}

export interface SubscriberRow {
  userId: string;
  preferences: JsonObject | null;
  createdAt: Date;
}

/** A list that a user is on. */
export interface SubscribedListRow {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
  preferences: JsonObject | null;
  subscribedAt: Date;
}

const SUBSCRIBERS = `
SELECT user_id AS "userId", preferences, created_at AS "createdAt" FROM subscription
WHERE environment_id = $1 AND list_id = $2 AND ended_at IS NULL
  AND ($3::timestamptz IS NULL OR (created_at, user_id) < ($3::timestamptz, $4::text))
ORDER BY created_at DESC, user_id DESC LIMIT $5`;

const LISTS_OF_USER = `
SELECT l.id, l.name, l.created_at AS "createdAt", l.updated_at AS "updatedAt", s.preferences, s.created_at AS "subscribedAt"
FROM subscription s JOIN recipient_list l ON l.environment_id = s.environment_id AND l.id = s.list_id
WHERE s.environment_id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND l.deleted_at IS NULL
  AND ($3::timestamptz IS NULL OR (s.created_at, s.list_id) < ($3::timestamptz, $4::text))
ORDER BY s.created_at DESC, s.list_id DESC LIMIT $5`;

/** $5 are the lists, which are made even where nobody is subscribed. */
const add = (meeting: Meeting) => `
WITH named AS (SELECT $1::text AS environment_id, unnest($5::text[]) AS list_id), listed AS (${ENSURE_LISTS}), given AS (${GIVEN})
${subscribe(meeting)}`;

const LOCK_LIST = `WITH named AS (SELECT $1::text AS environment_id, $2::text AS list_id) ${ENSURE_LISTS}`;

/** Whoever is already on the list and stays keeps the moment of the subscription. */
const REPLACE = `
WITH given AS (${GIVEN}), ended AS (
  UPDATE subscription s SET ended_at = statement_timestamp()
  WHERE s.environment_id = $1 AND s.list_id = $5 AND s.ended_at IS NULL AND NOT EXISTS (SELECT FROM given WHERE given.user_id = s.user_id)
)
${subscribe('replace')}`;

const END = `
UPDATE subscription SET ended_at = statement_timestamp()
WHERE environment_id = $1 AND user_id = $2 AND ended_at IS NULL AND ($3::text IS NULL OR list_id = $3)`;

/** Who is on which list. Sets are written by one statement, whatever their size. U-07 */
export class Subscriptions {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(environmentId: string, listId: string, page: Page): Promise<SubscriberRow[]> {
    return this.database.query<SubscriberRow>(SUBSCRIBERS, pageValues(environmentId, listId, page));
  }

  /** The lists a user is on, the newest subscription first. */
  async pageOfUser(environmentId: string, userId: string, page: Page): Promise<SubscribedListRow[]> {
    const values = pageValues(environmentId, userId, page);
    return this.database.query<SubscribedListRow>(LISTS_OF_USER, values);
  }

  /** Subscribes beside those who are subscribed; `lists` are made where they are missing. */
  async add(
    environmentId: string,
    lists: readonly string[],
    given: readonly NewSubscription[],
    meeting: Meeting,
  ): Promise<void> {
    await this.database.query(add(meeting), [...values(environmentId, given), lists]);
  }

  /** Makes these the list's only subscriptions. Of two at once the one that commits later stands alone. */
  async replace(environmentId: string, listId: string, given: readonly NewSubscription[]): Promise<void> {
    await this.database.transaction(async (client) => {
      // In a statement of its own: the next one must see what the holder of the lock committed.
      await client.query(LOCK_LIST, [environmentId, listId]);
      await client.query(REPLACE, [...values(environmentId, given), listId]);
    });
  }

  /** Ends a user's subscription, or all of them where no list is named; how many there were. */
  async end(environmentId: string, userId: string, listId?: string): Promise<number> {
    const { rowCount } = await this.database.pool.query(END, [environmentId, userId, listId ?? null]);
    return rowCount ?? 0;
  }
}

function pageValues(environmentId: string, of: string, { limit, after }: Page): unknown[] {
  return [environmentId, of, ...placeOf(after), limit];
}

function values(environmentId: string, given: readonly NewSubscription[]): unknown[] {
  return [
    environmentId,
    given.map(({ listId }) => listId),
    given.map(({ userId }) => userId),
    given.map(({ preferences }) => (preferences ? JSON.stringify(preferences) : null)),
  ];
}
