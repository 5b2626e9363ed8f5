import { Module } from '@nestjs/common';

import { AutomationsModule } from '../automations/automations.module.ts';
import { DefinitionsModule } from '../definitions/definitions.module.ts';
import { JourneysModule } from '../journeys/journeys.module.ts';
import { SavedDefinitions } from './saved-definitions.ts';
import { SimulationController } from './simulation.controller.ts';
import { SimulationService } from './simulation.service.ts';

@Module({
  imports: [AutomationsModule, DefinitionsModule, JourneysModule],
  controllers: [SimulationController],
  providers: [SavedDefinitions, SimulationService],
})
export class SimulationModule {}
