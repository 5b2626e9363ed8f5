import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { RunIdOf } from '../http/run-id.ts';
import { SendAnswer, SendBody } from './send.schemas.ts';
import { SendService } from './send.service.ts';

/** `/send` */
@Controller('send')
@ErrorAnswers()
export class SendController {
  constructor(private readonly sending: SendService) {}

  @Post()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: SendAnswer })
  send(
    @CallerOf() caller: Caller,
    @RunIdOf() runId: string,
    @Body({ schema: SendBody }) { message }: z.infer<typeof SendBody>,
  ) {
    return this.sending.send(caller, runId, message);
  }
}
