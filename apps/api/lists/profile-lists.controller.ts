import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { UserId } from '../../../language/people/user-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { PageQuery, ProfileListsAnswer, ProfileListsWrite, ProfileListsWritten } from './lists.schemas.ts';
import { ProfileListsService } from './profile-lists.service.ts';

/** `/profiles/{user_id}/lists` */
@Controller('profiles/:user_id/lists')
@ErrorAnswers()
export class ProfileListsController {
  constructor(private readonly lists: ProfileListsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: ProfileListsAnswer })
  list(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.lists.list(caller, userId, query);
  }

  @Post()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ProfileListsWritten })
  subscribe(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: ProfileListsWrite }) write: z.infer<typeof ProfileListsWrite>,
  ) {
    return this.lists.subscribe(caller, userId, write);
  }

  @Delete()
  @ApiResponse({ status: 200, standardSchema: ProfileListsWritten })
  end(@CallerOf() caller: Caller, @Param('user_id', { schema: UserId }) userId: string) {
    return this.lists.end(caller, userId);
  }
}
