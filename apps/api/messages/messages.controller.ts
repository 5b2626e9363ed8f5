import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { RunIdOf } from '../http/run-id.ts';
import {
  HistoryAnswer,
  HistoryQuery,
  MessageDetailsAnswer,
  MessagesAnswer,
  MessagesQuery,
  OutputAnswer,
  ResendAnswer,
} from './messages.schemas.ts';
import { MessagesService } from './messages.service.ts';
import { ResendService } from './resend.service.ts';

/** `/messages` */
@Controller('messages')
@ErrorAnswers()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly resends: ResendService,
  ) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: MessagesAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: MessagesQuery }) query: z.infer<typeof MessagesQuery>) {
    return this.messages.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: MessageDetailsAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.messages.retrieve(caller, id);
  }

  @Get(':id/history')
  @ApiResponse({ status: 200, standardSchema: HistoryAnswer })
  history(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: HistoryQuery }) { type }: z.infer<typeof HistoryQuery>,
  ) {
    return this.messages.history(caller, id, type);
  }

  @Get(':id/output')
  @ApiResponse({ status: 200, standardSchema: OutputAnswer })
  output(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.messages.output(caller, id);
  }

  /** §11.2: what comes too late is answered with the record, too, and need not be tried again (W-04). */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: MessageDetailsAnswer })
  @ApiResponse({ status: 409, description: 'It is too late', standardSchema: MessageDetailsAnswer })
  async cancel(@CallerOf() caller: Caller, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { message, inTime } = await this.messages.cancel(caller, id);
    if (!inTime) reply.status(409).header('x-should-retry', 'false');
    return message;
  }

  @Post(':id/resend')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ResendAnswer })
  resend(@CallerOf() caller: Caller, @RunIdOf() runId: string, @Param('id') id: string) {
    return this.resends.resend(caller, runId, id);
  }
}
