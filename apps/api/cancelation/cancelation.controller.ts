import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { CancelAnswer, CancelBody } from './cancelation.schemas.ts';
import { CancelationService } from './cancelation.service.ts';

/** `/automations/cancel` and `/journeys/cancel` */
@Controller()
@ErrorAnswers()
export class CancelationController {
  constructor(private readonly cancelation: CancelationService) {}

  /** */
  @Post('automations/cancel')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: CancelAnswer })
  cancelAutomations(@CallerOf() caller: Caller, @Body({ schema: CancelBody }) body: z.infer<typeof CancelBody>) {
    return this.cancelation.cancel(caller, 'automation', body);
  }

  /** K-03 */
  @Post('journeys/cancel')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: CancelAnswer })
  cancelJourneys(@CallerOf() caller: Caller, @Body({ schema: CancelBody }) body: z.infer<typeof CancelBody>) {
    return this.cancelation.cancel(caller, 'journey', body);
  }
}
