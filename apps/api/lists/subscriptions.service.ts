import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Lists } from '../../../platform/database/lists/lists.ts';
import { type NewSubscription, Subscriptions } from '../../../platform/database/lists/subscriptions.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { pagingOf } from '../http/paging.ts';
import { subscriberAnswer } from './list-answers.ts';
import type { PageQuery, SubscribersAnswer, SubscribersWrite, SubscriptionWrite } from './lists.schemas.ts';

const PAGE_SIZE = 100;

/** Who is on a list. U-07 */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly lists: Lists,
    private readonly subscriptions: Subscriptions,
  ) {}

  async list(
    { environmentId }: Caller,
    listId: string,
    { cursor }: z.infer<typeof PageQuery>,
  ): Promise<z.infer<typeof SubscribersAnswer>> {
    found(await this.lists.find(environmentId, listId), 'List');
    const page = { limit: PAGE_SIZE + 1, after: readCursor(cursor, { listId }) };
    const { rows, last } = pageOf(await this.subscriptions.page(environmentId, listId, page), PAGE_SIZE);
    const next = last && writeCursor({ at: last.created_at.getTime(), id: last.user_id }, { listId });
    return { items: rows.map(subscriberAnswer), paging: pagingOf(next) };
  }

  async add({ environmentId }: Caller, listId: string, write: z.infer<typeof SubscribersWrite>): Promise<void> {
    await this.subscriptions.add(environmentId, [listId], subscriptionsOf(listId, write), 'keep');
  }

  async replace({ environmentId }: Caller, listId: string, write: z.infer<typeof SubscribersWrite>): Promise<void> {
    await this.subscriptions.replace(environmentId, listId, subscriptionsOf(listId, write));
  }

  async put(
    { environmentId }: Caller,
    listId: string,
    userId: string,
    write: z.infer<typeof SubscriptionWrite>,
  ): Promise<void> {
    const given = [{ listId, userId, preferences: write?.preferences }];
    await this.subscriptions.add(environmentId, [listId], given, 'update');
  }

  async end({ environmentId }: Caller, listId: string, userId: string): Promise<void> {
    found(await this.lists.find(environmentId, listId), 'List');
    found((await this.subscriptions.end(environmentId, userId, listId)) || undefined, 'Subscription');
  }
}

function subscriptionsOf(listId: string, { recipients }: z.infer<typeof SubscribersWrite>): NewSubscription[] {
  return recipients.map(({ recipientId: userId, preferences }) => ({ listId, userId, preferences }));
}
