import { Module } from '@nestjs/common';

import { DefinitionsModule } from '../definitions/definitions.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { InvokeCurlService } from './invoke-curl.service.ts';
import { JourneyChecks } from './journey-checks.ts';
import { JourneyContentController } from './journey-content.controller.ts';
import { JourneyInvocationController } from './journey-invocation.controller.ts';
import { JourneyInvocationService } from './journey-invocation.service.ts';
import { JourneyRunsController } from './journey-runs.controller.ts';
import { JourneyRunsService } from './journey-runs.service.ts';
import { JourneyTemplatesController } from './journey-templates.controller.ts';
import { JourneyTemplatesService } from './journey-templates.service.ts';
import { JourneysController } from './journeys.controller.ts';
import { JourneysService } from './journeys.service.ts';
import { RunScopes } from './run-scopes.ts';

@Module({
  imports: [DefinitionsModule, NotificationsModule],
  controllers: [
    JourneyRunsController,
    JourneysController,
    JourneyInvocationController,
    JourneyTemplatesController,
    JourneyContentController,
  ],
  providers: [
    InvokeCurlService,
    JourneyChecks,
    JourneyInvocationService,
    JourneyRunsService,
    JourneysService,
    JourneyTemplatesService,
    RunScopes,
  ],
  exports: [JourneyChecks, JourneysService],
})
export class JourneysModule {}
