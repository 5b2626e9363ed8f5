import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { UserId } from '../../../language/people/user-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { ProfileAnswer, ProfilePatch, ProfileWrite, ProfileWritten } from './profiles.schemas.ts';
import { ProfilesService } from './profiles.service.ts';

/** `/profiles` */
@Controller('profiles')
@ErrorAnswers()
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Get(':user_id')
  @ApiResponse({ status: 200, standardSchema: ProfileAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('user_id', { schema: UserId }) userId: string) {
    return this.profiles.retrieve(caller, userId);
  }

  @Post(':user_id')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ProfileWritten })
  merge(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: ProfileWrite }) { profile }: z.infer<typeof ProfileWrite>,
  ) {
    return this.profiles.merge(caller, userId, profile);
  }

  @Put(':user_id')
  @ApiResponse({ status: 200, standardSchema: ProfileWritten })
  replace(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: ProfileWrite }) { profile }: z.infer<typeof ProfileWrite>,
  ) {
    return this.profiles.replace(caller, userId, profile);
  }

  @Patch(':user_id')
  @HttpCode(204)
  patch(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: ProfilePatch }) { patch }: z.infer<typeof ProfilePatch>,
  ) {
    return this.profiles.patch(caller, userId, patch);
  }

  @Delete(':user_id')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('user_id', { schema: UserId }) userId: string) {
    return this.profiles.remove(caller, userId);
  }
}
