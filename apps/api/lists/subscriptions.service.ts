import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Lists } from '../../../platform/database/lists/lists.ts';
import { type NewSubscription, Subscriptions } from '../../../platform/database/lists/subscriptions.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
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
    const { page, cut } = paged({ cursor, limit: PAGE_SIZE, filters: { listId } });
    const listed = await this.subscriptions.page(environmentId, listId, page);
    const { rows, next } = cut(listed, ({ createdAt: at, userId: id }) => ({ at, id }));
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
    found((await this.subscriptions.end(environmentId, userId, listId)) > 0, 'Subscription');
  }
}

function subscriptionsOf(listId: string, { recipients }: z.infer<typeof SubscribersWrite>): NewSubscription[] {
  return recipients.map(({ recipientId: userId, preferences }) => ({ listId, userId, preferences }));
}
