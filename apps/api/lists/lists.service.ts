import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Lists } from '../../../platform/database/lists/lists.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { pagingOf } from '../http/paging.ts';
import { listAnswer } from './list-answers.ts';
import type { ListAnswer, ListsAnswer, ListsQuery, ListWrite } from './lists.schemas.ts';

const PAGE_SIZE = 20;

/** Lists themselves. U-07 */
@Injectable()
export class ListsService {
  constructor(private readonly lists: Lists) {}

  async list(
    { environmentId }: Caller,
    { cursor, pattern }: z.infer<typeof ListsQuery>,
  ): Promise<z.infer<typeof ListsAnswer>> {
    const page = { limit: PAGE_SIZE + 1, after: readCursor(cursor, { pattern }) };
    const { rows, last } = pageOf(await this.lists.page(environmentId, pattern, page), PAGE_SIZE);
    const next = last && writeCursor({ at: last.created_at.getTime(), id: last.id }, { pattern });
    const items = rows.map(listAnswer);
    return { items, results: items, paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<z.infer<typeof ListAnswer>> {
    return listAnswer(found(await this.lists.find(environmentId, id), 'List'));
  }

  async save({ environmentId }: Caller, id: string, { name, preferences }: z.infer<typeof ListWrite>): Promise<void> {
    await this.lists.save(environmentId, id, name, preferences);
  }

  async remove({ environmentId }: Caller, id: string): Promise<void> {
    found((await this.lists.remove(environmentId, id)) || undefined, 'List');
  }

  async restore({ environmentId }: Caller, id: string): Promise<void> {
    found((await this.lists.restore(environmentId, id)) || undefined, 'List');
  }
}
