import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

import { AutomationSimulation } from '../../../simulation/requests/automation-simulation.ts';
import { JourneySimulation } from '../../../simulation/requests/journey-simulation.ts';
import { TimelineAnswer } from '../../../simulation/timeline/timeline-answer.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { SimulationService } from './simulation.service.ts';

/** `/automations/simulate` and `/journeys/simulate`: what a run would do, of which nothing is done. */
@Controller()
@ErrorAnswers()
export class SimulationController {
  constructor(private readonly simulation: SimulationService) {}

  @Post('automations/simulate')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: TimelineAnswer })
  automation(@CallerOf() caller: Caller, @Body({ schema: AutomationSimulation }) request: AutomationSimulation) {
    return this.simulation.automation(caller, request);
  }

  @Post('journeys/simulate')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: TimelineAnswer })
  journey(@CallerOf() caller: Caller, @Body({ schema: JourneySimulation }) request: JourneySimulation) {
    return this.simulation.journey(caller, request);
  }
}
