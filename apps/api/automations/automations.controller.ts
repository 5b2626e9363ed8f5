import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { RunIdOf } from '../http/run-id.ts';
import { InvokeAnswer } from './automations.schemas.ts';
import { InvocationService } from './invocation.service.ts';
import { InvokeBody, TemplateInvokeBody } from './invoke-body.ts';

/** `/automations`, as far as runs are started. */
@Controller('automations')
@ErrorAnswers()
export class AutomationsController {
  constructor(private readonly invocation: InvocationService) {}

  @Post('invoke')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: InvokeAnswer })
  invoke(
    @CallerOf() caller: Caller,
    @RunIdOf() runId: string,
    @Body({ schema: InvokeBody }) request: z.infer<typeof InvokeBody>,
  ) {
    return this.invocation.invoke(caller, runId, request);
  }

  @Post(':id/invoke')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: InvokeAnswer })
  invokeSaved(
    @CallerOf() caller: Caller,
    @RunIdOf() runId: string,
    @Param('id') id: string,
    @Body({ schema: TemplateInvokeBody }) request: z.infer<typeof TemplateInvokeBody>,
  ) {
    return this.invocation.invokeSaved(caller, runId, id, request ?? {});
  }
}
