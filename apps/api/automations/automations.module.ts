import { Module } from '@nestjs/common';

import { AutomationsController } from './automations.controller.ts';
import { InvocationService } from './invocation.service.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';

@Module({ controllers: [RunsController, AutomationsController], providers: [InvocationService, RunsService] })
export class AutomationsModule {}
