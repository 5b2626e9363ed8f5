import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { NewWebhookAnswer, WebhooksAnswer, WebhooksQuery, WebhookWrite } from './webhooks.schemas.ts';
import { WebhooksService } from './webhooks.service.ts';

/** `/inbound/webhooks` */
@Controller('inbound/webhooks')
@ErrorAnswers()
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: NewWebhookAnswer })
  mint(
    @CallerOf() caller: Caller,
    @Body({ schema: WebhookWrite }) { name }: z.infer<typeof WebhookWrite>,
    @Req() { protocol, host }: FastifyRequest,
  ) {
    return this.webhooks.mint(caller, name, `${protocol}://${host}`);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: WebhooksAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: WebhooksQuery }) { cursor }: z.infer<typeof WebhooksQuery>) {
    return this.webhooks.list(caller, cursor);
  }

  @Delete(':name')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('name') name: string) {
    return this.webhooks.remove(caller, name);
  }
}
