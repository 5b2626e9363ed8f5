import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { RunAnswer, RunsQuery } from '../automations/automations.schemas.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { JourneyRunsAnswer, JourneyStepsAnswer } from './journey-runs.schemas.ts';
import { JourneyRunsService } from './journey-runs.service.ts';

/** `/journeys/runs` */
@Controller('journeys/runs')
@ErrorAnswers()
export class JourneyRunsController {
  constructor(private readonly runs: JourneyRunsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: JourneyRunsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: RunsQuery }) query: z.infer<typeof RunsQuery>) {
    return this.runs.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: RunAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.runs.retrieve(caller, id);
  }

  @Get(':id/steps')
  @ApiResponse({ status: 200, standardSchema: JourneyStepsAnswer })
  steps(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.runs.steps(caller, id);
  }
}
