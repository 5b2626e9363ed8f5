import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Subscriptions } from '../../../platform/database/lists/subscriptions.ts';
import type { Caller } from '../http/caller.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { profileListAnswer } from './list-answers.ts';
import type { PageQuery, ProfileListsAnswer, ProfileListsWrite } from './lists.schemas.ts';

const WRITTEN = { status: 'SUCCESS' } as const;

/** The lists that a user is on. U-07, C-22 */
@Injectable()
export class ProfileListsService {
  constructor(private readonly subscriptions: Subscriptions) {}

  async list(
    { environmentId }: Caller,
    userId: string,
    { cursor }: z.infer<typeof PageQuery>,
  ): Promise<z.infer<typeof ProfileListsAnswer>> {
    const { page, cut } = paged({ cursor, filters: { userId } });
    const listed = await this.subscriptions.pageOfUser(environmentId, userId, page);
    const { rows, next } = cut(listed, ({ subscribedAt: at, id }) => ({ at, id }));
    return { results: rows.map(profileListAnswer), paging: pagingOf(next) };
  }

  async subscribe(
    { environmentId }: Caller,
    userId: string,
    { lists }: z.infer<typeof ProfileListsWrite>,
  ): Promise<typeof WRITTEN> {
    const given = lists.map(({ listId, preferences }) => ({ listId, userId, preferences }));
    const ids = lists.map(({ listId }) => listId);
    await this.subscriptions.add(environmentId, ids, given, 'update');
    return WRITTEN;
  }

  async end({ environmentId }: Caller, userId: string): Promise<typeof WRITTEN> {
    await this.subscriptions.end(environmentId, userId);
    return WRITTEN;
  }
}
