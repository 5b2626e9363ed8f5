import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { ApiKeysAnswer, ApiKeysQuery, ApiKeyWrite, NewApiKeyAnswer } from './api-keys.schemas.ts';
import { ApiKeysService } from './api-keys.service.ts';

/** `/api-keys` */
@Controller('api-keys')
@ErrorAnswers()
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: NewApiKeyAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: ApiKeyWrite }) write: z.infer<typeof ApiKeyWrite>) {
    return this.keys.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: ApiKeysAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: ApiKeysQuery }) { cursor }: z.infer<typeof ApiKeysQuery>) {
    return this.keys.list(caller, cursor);
  }

  @Delete(':id')
  @HttpCode(204)
  revoke(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.keys.revoke(caller, id);
  }
}
