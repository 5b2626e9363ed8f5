import { z } from 'zod';

import { ForwardedEvent, forwardedEvent } from '../../language/events/forwarded-event.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import { webhookEvent } from '../../language/events/webhook-event.ts';
import { WebhookName } from '../../language/events/webhook-name.ts';
import { JsonRecord } from '../../language/json/json-record.ts';

const [track, page, identify, group] = ForwardedEvent.options;

/** No other event can be the same. */
const nameless = { messageId: true } as const;

/** Of the event that starts a run: as it is forwarded, or by which webhook it comes and what that brings. E-01, E-12 */
export const StartingEvent = z
  .discriminatedUnion(
    'type',
    [
      track.partial(nameless),
      page.partial(nameless),
      identify.partial(nameless),
      group.partial(nameless),
      z.object({ type: z.literal('webhook'), webhook: WebhookName, body: JsonRecord }),
    ],
    { error: ({ code }) => (code === 'invalid_union' ? 'must be track, page, identify, group or webhook' : undefined) },
  )
  .meta({ id: 'StartingEvent' });
export type StartingEvent = z.infer<typeof StartingEvent>;

/** What is read of it, as of one that is taken in. */
export function inboundEvent(event: StartingEvent): InboundEvent {
  if (event.type !== 'webhook') return forwardedEvent(event);
  const { webhook, body } = event;
  return { webhook, ...webhookEvent(body) };
}
