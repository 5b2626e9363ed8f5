import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiResponse } from '@nestjs/swagger';

import type { WebhookGrant } from '../../../platform/database/events/inbound-webhooks.ts';
import { WebhookOf } from '../http/webhook.ts';
import { AllTakenAnswer } from './inbound.schemas.ts';
import { IntakeService } from './intake.service.ts';

/** `/inbound/webhook/{token}`: needs no key, since the token is one. E-12 */
@Controller('inbound/webhook')
export class WebhookController {
  constructor(private readonly intake: IntakeService) {}

  @Post(':token')
  @HttpCode(202)
  @ApiBody({ description: 'An object, a list of objects, or anything else', required: false, schema: {} })
  @ApiResponse({ status: 202, standardSchema: AllTakenAnswer })
  @ApiResponse({ status: 404, description: 'There is no such webhook' })
  @ApiResponse({ status: 413, description: 'The body is larger than 6 MB, or holds more than 1,000 events' })
  receive(@WebhookOf() webhook: WebhookGrant, @Param('token') _: string, @Body() payload: unknown) {
    return this.intake.receive(webhook, payload ?? { raw: '' });
  }
}
