import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { RunAnswer, RunsAnswer, RunsQuery, StepsAnswer } from './automations.schemas.ts';
import { RunsService } from './runs.service.ts';

/** `/automations/runs` */
@Controller('automations/runs')
@ErrorAnswers()
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: RunsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: RunsQuery }) query: z.infer<typeof RunsQuery>) {
    return this.runs.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: RunAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.runs.retrieve(caller, id);
  }

  @Get(':id/steps')
  @ApiResponse({ status: 200, standardSchema: StepsAnswer })
  steps(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.runs.steps(caller, id);
  }
}
