import { z } from 'zod';

import { ForwardedEvent, forwardedEvent } from '../../language/events/forwarded-event.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import { webhookEvent } from '../../language/events/webhook-event.ts';
import { WebhookName } from '../../language/events/webhook-name.ts';
import { JsonRecord } from '../../language/json/json-record.ts';

const [track, page, identify, group] = ForwardedEvent.options;
/** By which one is known that was taken in before: here none was. */
const id = { messageId: true } as const;
const webhook = z.strictObject({ type: z.literal('webhook'), webhook: WebhookName, body: JsonRecord });

/** The event that starts a run: as it is forwarded, or by which webhook it comes and what that brings. E-01, E-12 */
export const StartingEvent = z
  .discriminatedUnion('type', [track.partial(id), page.partial(id), identify.partial(id), group.partial(id), webhook], {
    error: ({ code }) => (code === 'invalid_union' ? 'must be track, page, identify, group or webhook' : undefined),
  })
  .meta({ id: 'StartingEvent' })
  .transform((event): InboundEvent => {
    if (event.type !== 'webhook') return forwardedEvent(event);
    return { webhook: event.webhook, ...webhookEvent(event.body) };
  });
