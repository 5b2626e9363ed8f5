import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { ListId } from '../../../language/people/list-id.ts';
import { UserId } from '../../../language/people/user-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { PageQuery, SubscribersAnswer, SubscribersWrite, SubscriptionWrite } from './lists.schemas.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

/** `/lists/{list_id}/subscriptions` */
@Controller('lists/:list_id/subscriptions')
@ErrorAnswers()
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: SubscribersAnswer })
  list(
    @CallerOf() caller: Caller,
    @Param('list_id') listId: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.subscriptions.list(caller, listId, query);
  }

  @Post()
  @HttpCode(204)
  add(
    @CallerOf() caller: Caller,
    @Param('list_id', { schema: ListId }) listId: string,
    @Body({ schema: SubscribersWrite }) write: z.infer<typeof SubscribersWrite>,
  ) {
    return this.subscriptions.add(caller, listId, write);
  }

  @Put()
  @HttpCode(204)
  replace(
    @CallerOf() caller: Caller,
    @Param('list_id', { schema: ListId }) listId: string,
    @Body({ schema: SubscribersWrite }) write: z.infer<typeof SubscribersWrite>,
  ) {
    return this.subscriptions.replace(caller, listId, write);
  }

  @Put(':user_id')
  @HttpCode(204)
  put(
    @CallerOf() caller: Caller,
    @Param('list_id', { schema: ListId }) listId: string,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: SubscriptionWrite }) write: z.infer<typeof SubscriptionWrite>,
  ) {
    return this.subscriptions.put(caller, listId, userId, write);
  }

  @Delete(':user_id')
  @HttpCode(204)
  end(@CallerOf() caller: Caller, @Param('list_id') listId: string, @Param('user_id') userId: string) {
    return this.subscriptions.end(caller, listId, userId);
  }
}
