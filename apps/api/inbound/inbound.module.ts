import { Module } from '@nestjs/common';

import { EventsController } from './events.controller.ts';
import { EventsService } from './events.service.ts';
import { InboundController } from './inbound.controller.ts';
import { IntakeService } from './intake.service.ts';
import { WebhookController } from './webhook.controller.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { WebhooksService } from './webhooks.service.ts';

@Module({
  controllers: [EventsController, InboundController, WebhookController, WebhooksController],
  providers: [EventsService, IntakeService, WebhooksService],
})
export class InboundModule {}
