import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { ListId } from '../../../language/people/list-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { ListAnswer, ListsAnswer, ListsQuery, ListWrite } from './lists.schemas.ts';
import { ListsService } from './lists.service.ts';

/** `/lists` */
@Controller('lists')
@ErrorAnswers()
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: ListsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: ListsQuery }) query: z.infer<typeof ListsQuery>) {
    return this.lists.list(caller, query);
  }

  @Get(':list_id')
  @ApiResponse({ status: 200, standardSchema: ListAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('list_id') id: string) {
    return this.lists.retrieve(caller, id);
  }

  @Put(':list_id')
  @HttpCode(204)
  save(
    @CallerOf() caller: Caller,
    @Param('list_id', { schema: ListId }) id: string,
    @Body({ schema: ListWrite }) write: z.infer<typeof ListWrite>,
  ) {
    return this.lists.save(caller, id, write);
  }

  @Delete(':list_id')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('list_id') id: string) {
    return this.lists.remove(caller, id);
  }

  @Put(':list_id/restore')
  @HttpCode(204)
  restore(@CallerOf() caller: Caller, @Param('list_id') id: string) {
    return this.lists.restore(caller, id);
  }
}
