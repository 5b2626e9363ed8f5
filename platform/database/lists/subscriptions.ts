import type pg from 'pg';

import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';
import { add, CHUNK, END, type Meeting, REVISE, REVISE_LISTS_OF_USER, WALK } from './subscription-sql.ts';
import { writeToLists } from './write-to-lists.ts';

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

/**
 * Who is on which list. Every write locks its lists in a statement of its own: the next ones see what the last holder
 * committed. U-07
 */
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

  /**
   * Subscribes beside those who are subscribed; `lists` are made where they are missing. Of a pair that stands twice the last
   * counts.
   */
  async add(
    environmentId: string,
    lists: readonly string[],
    given: readonly NewSubscription[],
    meeting: Meeting,
  ): Promise<void> {
    await writeToLists(this.database, environmentId, lists, async (client) => {
      await client.query(REVISE, [environmentId, lists]);
      await subscribeAll(client, environmentId, given, meeting);
    });
  }

  /**
   * Makes these the list's only subscriptions. Whoever is on the list already and stays keeps the moment of the subscription.
   * Of two at once the one that commits later stands alone.
   */
  async replace(environmentId: string, listId: string, given: readonly NewSubscription[]): Promise<void> {
    const staying = new Set(given.map(({ userId }) => userId));
    await writeToLists(this.database, environmentId, [listId], async (client) => {
      await client.query(REVISE, [environmentId, [listId]]);
      for await (const users of subscribersOf(client, environmentId, listId)) {
        const leaving = users.filter((user) => !staying.has(user));
        if (leaving.length > 0) await client.query(END, [environmentId, [listId], leaving]);
      }
      await subscribeAll(client, environmentId, given, 'replace');
    });
  }

  /** Ends a user's subscription, or all of them where no list is named; how many there were. */
  async end(environmentId: string, userId: string, listId?: string): Promise<number> {
    return writeToLists(this.database, environmentId, listId === undefined ? [] : [listId], async (client) => {
      const values = [environmentId, userId, listId ?? null];
      const { rows } = await client.query<{ id: string }>(REVISE_LISTS_OF_USER, values);
      const { rowCount } = await client.query(END, [environmentId, rows.map(({ id }) => id), [userId]]);
      return rowCount ?? 0;
    });
  }
}

/** Everyone on a list, some at a time. */
async function* subscribersOf(client: pg.PoolClient, environmentId: string, listId: string): AsyncGenerator<string[]> {
  for (let last = '', isMore = true; isMore; ) {
    const { rows } = await client.query<{ user_id: string }>(WALK, [environmentId, listId, last]);
    yield rows.map(({ user_id }) => user_id);
    last = rows.at(-1)?.user_id ?? '';
    isMore = rows.length === CHUNK;
  }
}

async function subscribeAll(
  client: pg.PoolClient,
  environmentId: string,
  given: readonly NewSubscription[],
  meeting: Meeting,
): Promise<void> {
  const pairs = new Map(given.map((one) => [JSON.stringify([one.listId, one.userId]), one]));
  const each = [...pairs.values()];
  for (let place = 0; place < each.length; place += CHUNK)
    await client.query(add(meeting), values(environmentId, each.slice(place, place + CHUNK)));
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
