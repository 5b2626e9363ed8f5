import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { CourierEvent, ForwardedEvent } from '../../../language/events/forwarded-event.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { TakenAnswer } from './inbound.schemas.ts';
import { IntakeService } from './intake.service.ts';

/** `/inbound`, as far as events come in with an API key. */
@Controller('inbound')
@ErrorAnswers()
export class InboundController {
  constructor(private readonly intake: IntakeService) {}

  @Post('courier')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: TakenAnswer })
  track(@CallerOf() caller: Caller, @Body({ schema: CourierEvent }) event: z.infer<typeof CourierEvent>) {
    return this.intake.track(caller, event);
  }

  @Post('segment')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: TakenAnswer })
  fromSegment(@CallerOf() caller: Caller, @Body({ schema: ForwardedEvent }) event: z.infer<typeof ForwardedEvent>) {
    return this.intake.forward(caller, 'segment', event);
  }

  @Post('rudderstack')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: TakenAnswer })
  fromRudderStack(@CallerOf() caller: Caller, @Body({ schema: ForwardedEvent }) event: z.infer<typeof ForwardedEvent>) {
    return this.intake.forward(caller, 'rudderstack', event);
  }
}
