import { Module } from '@nestjs/common';

import { DefinitionsModule } from '../definitions/definitions.module.ts';
import { AutomationsController } from './automations.controller.ts';
import { InvocationService } from './invocation.service.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';
import { SavedAutomationsController } from './saved-automations.controller.ts';
import { SavedAutomationsService } from './saved-automations.service.ts';

@Module({
  imports: [DefinitionsModule],
  controllers: [RunsController, AutomationsController, SavedAutomationsController],
  providers: [InvocationService, RunsService, SavedAutomationsService],
  exports: [SavedAutomationsService],
})
export class AutomationsModule {}
