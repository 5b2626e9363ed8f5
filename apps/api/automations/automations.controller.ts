import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { AdHocInvoke } from '../../../language/automation.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { InvokeAnswer } from './automations.schemas.ts';
import { InvocationService } from './invocation.service.ts';

/** `/automations` */
@Controller('automations')
@ErrorAnswers()
export class AutomationsController {
  constructor(private readonly invocation: InvocationService) {}

  @Post('invoke')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: InvokeAnswer })
  invoke(@CallerOf() caller: Caller, @Body({ schema: AdHocInvoke }) request: z.infer<typeof AdHocInvoke>) {
    return this.invocation.invoke(caller, request);
  }
}
