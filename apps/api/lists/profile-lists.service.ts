import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Subscriptions } from '../../../platform/database/lists/subscriptions.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { pageOf } from '../http/page-of.ts';
import { pagingOf } from '../http/paging.ts';
import { profileListAnswer } from './list-answers.ts';
import type { PageQuery, ProfileListsAnswer, ProfileListsWrite } from './lists.schemas.ts';

const PAGE_SIZE = 20;

const written = { status: 'SUCCESS' } as const;

/** The lists that a user is on. U-07, C-22 */
@Injectable()
export class ProfileListsService {
  constructor(private readonly subscriptions: Subscriptions) {}

  async list(
    { environmentId }: Caller,
    userId: string,
    { cursor }: z.infer<typeof PageQuery>,
  ): Promise<z.infer<typeof ProfileListsAnswer>> {
    const page = { limit: PAGE_SIZE + 1, after: readCursor(cursor, { userId }) };
    const { rows, last } = pageOf(await this.subscriptions.pageOfUser(environmentId, userId, page), PAGE_SIZE);
    const next = last && writeCursor({ at: last.subscribed_at.getTime(), id: last.id }, { userId });
    return { results: rows.map(profileListAnswer), paging: pagingOf(next) };
  }

  async subscribe(
    { environmentId }: Caller,
    userId: string,
    { lists }: z.infer<typeof ProfileListsWrite>,
  ): Promise<typeof written> {
    const given = lists.map(({ listId, preferences }) => ({ listId, userId, preferences }));
    const ids = lists.map(({ listId }) => listId);
    await this.subscriptions.add(environmentId, ids, given, 'update');
    return written;
  }

  async end({ environmentId }: Caller, userId: string): Promise<typeof written> {
    await this.subscriptions.end(environmentId, userId);
    return written;
  }
}
