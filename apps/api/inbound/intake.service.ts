import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { type CourierEvent, type ForwardedEvent, forwardedEvent } from '../../../language/events/forwarded-event.ts';
import type { EventProvider } from '../../../language/events/inbound-event.ts';
import { EventIntake } from '../../../platform/database/events/event-intake.ts';
import type { WebhookGrant } from '../../../platform/database/events/inbound-webhooks.ts';
import type { NewEvent } from '../../../platform/database/events/new-event.ts';
import { newRunId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import type { TakenAnswer } from './inbound.schemas.ts';
import { webhookEvents } from './webhook-events.ts';

/** Takes events in: what is answered is committed, and matched afterwards by a worker. E-14 */
@Injectable()
export class IntakeService {
  constructor(private readonly intake: EventIntake) {}

  /** @throws ApiError for a duplicate. E-02 */
  async track(caller: Caller, body: z.infer<typeof CourierEvent>): Promise<z.infer<typeof TakenAnswer>> {
    const event = newEvent(caller, forwarded('courier', body));
    const [isNew] = await this.intake.accept([event]);
    if (!isNew) throw new ApiError('duplicate_event');
    return { messageId: event.id };
  }

  /** A duplicate is ignored: whoever forwards events repeats what was not answered. E-02 */
  async forward(
    caller: Caller,
    provider: 'segment' | 'rudderstack',
    body: z.infer<typeof ForwardedEvent>,
  ): Promise<z.infer<typeof TakenAnswer>> {
    const event = newEvent(caller, forwarded(provider, body));
    await this.intake.accept([event]);
    return { messageId: event.id };
  }

  /** E-12 */
  async receive(webhook: WebhookGrant, payload: unknown): Promise<{ messageIds: string[] }> {
    const origin = { provider: 'webhook', webhook: webhook.name } as const;
    const events = webhookEvents(payload).map((event) => newEvent(webhook, { ...origin, ...event }));
    await this.intake.accept(events);
    return { messageIds: events.map(({ id }) => id) };
  }
}

function forwarded(provider: EventProvider, body: z.infer<typeof CourierEvent> | z.infer<typeof ForwardedEvent>) {
  return { provider, messageId: body.messageId, ...forwardedEvent(body) };
}

function newEvent(
  { environmentId, mock }: Pick<Caller, 'environmentId' | 'mock'>,
  event: Omit<NewEvent, 'id' | 'environmentId' | 'mock'>,
): NewEvent {
  return { id: newRunId(new Date()), environmentId, mock, ...event };
}
