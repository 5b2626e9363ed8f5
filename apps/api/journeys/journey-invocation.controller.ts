import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { DefinitionQuery } from '../definitions/definitions.schemas.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { RunIdOf } from '../http/run-id.ts';
import { InvokeCurlService } from './invoke-curl.service.ts';
import { JourneyInvocationService } from './journey-invocation.service.ts';
import { JourneyInvokeAnswer } from './journeys.schemas.ts';

/** `/journeys`, as far as runs are started. §2.4 */
@Controller('journeys/:id')
@ErrorAnswers()
export class JourneyInvocationController {
  constructor(
    private readonly invocation: JourneyInvocationService,
    private readonly curls: InvokeCurlService,
  ) {}

  @Post('invoke')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: JourneyInvokeAnswer })
  invoke(
    @CallerOf() caller: Caller,
    @RunIdOf() runId: string,
    @Param('id') id: string,
    @Body({ schema: JourneyInvoke }) request: JourneyInvoke,
  ) {
    return this.invocation.invoke(caller, runId, id, request);
  }

  @Get('invoke-curl')
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'A command for a shell', type: String })
  invokeCurl(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: DefinitionQuery }) { version }: z.infer<typeof DefinitionQuery>,
    @Req() { protocol, host }: FastifyRequest,
  ) {
    return this.curls.command(caller, id, version, `${protocol}://${host}`);
  }
}
