import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { TopicId } from '../../../language/people/topic-id.ts';
import { UserId } from '../../../language/people/user-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import {
  PreferencesQuery,
  UserPreferenceAnswer,
  UserPreferencesAnswer,
  UserPreferencesReplace,
  UserPreferencesReplaced,
  UserPreferencesSave,
  UserPreferencesSaved,
  UserPreferenceWrite,
  UserPreferenceWritten,
} from './user-preferences.schemas.ts';
import { UserPreferencesService } from './user-preferences.service.ts';

/** `/users/{user_id}/preferences` */
@Controller('users/:user_id/preferences')
@ErrorAnswers()
export class UserPreferencesController {
  constructor(private readonly preferences: UserPreferencesService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: UserPreferencesAnswer })
  list(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
  ) {
    return this.preferences.list({ environmentId, userId, tenantId });
  }

  @Put()
  @ApiResponse({ status: 200, standardSchema: UserPreferencesReplaced })
  replace(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
    @Body({ schema: UserPreferencesReplace }) { topics }: z.infer<typeof UserPreferencesReplace>,
  ) {
    return this.preferences.replace({ environmentId, userId, tenantId }, topics);
  }

  @Post()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: UserPreferencesSaved })
  saveAll(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
    @Body({ schema: UserPreferencesSave }) { topics }: z.infer<typeof UserPreferencesSave>,
  ) {
    return this.preferences.saveAll({ environmentId, userId, tenantId }, topics);
  }

  @Get(':topic_id')
  @ApiResponse({ status: 200, standardSchema: UserPreferenceAnswer })
  retrieve(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Param('topic_id', { schema: TopicId }) topicId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
  ) {
    return this.preferences.retrieve({ environmentId, userId, tenantId }, topicId);
  }

  @Put(':topic_id')
  @ApiResponse({ status: 200, standardSchema: UserPreferenceWritten })
  save(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Param('topic_id', { schema: TopicId }) topicId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
    @Body({ schema: UserPreferenceWrite }) { topic }: z.infer<typeof UserPreferenceWrite>,
  ) {
    return this.preferences.save({ environmentId, userId, tenantId }, topicId, topic);
  }

  @Delete(':topic_id')
  @HttpCode(204)
  remove(
    @CallerOf() { environmentId }: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Param('topic_id', { schema: TopicId }) topicId: string,
    @Query({ schema: PreferencesQuery }) { tenant_id: tenantId }: z.infer<typeof PreferencesQuery>,
  ) {
    return this.preferences.remove({ environmentId, userId, tenantId }, topicId);
  }
}
