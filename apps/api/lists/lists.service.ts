import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Lists } from '../../../platform/database/lists/lists.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { listAnswer } from './list-answers.ts';
import type { ListAnswer, ListsAnswer, ListsQuery, ListWrite } from './lists.schemas.ts';

/** Lists themselves. U-07 */
@Injectable()
export class ListsService {
  constructor(private readonly lists: Lists) {}

  async list(
    { environmentId }: Caller,
    { cursor, pattern }: z.infer<typeof ListsQuery>,
  ): Promise<z.infer<typeof ListsAnswer>> {
    const { page, cut } = paged({ cursor, filters: { pattern } });
    const listed = await this.lists.page(environmentId, pattern, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
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
    found(await this.lists.remove(environmentId, id), 'List');
  }

  async restore({ environmentId }: Caller, id: string): Promise<void> {
    found(await this.lists.restore(environmentId, id), 'List');
  }
}
