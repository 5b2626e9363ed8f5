import type { EventType } from '../../language/events/inbound-event.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { rudderstackEvent, segmentEvent } from './events.ts';

/** The kinds of events that are forwarded. */
export const forwardedTypes = ['track', 'page', 'identify', 'group'] as const satisfies EventType[];

/** Who forwards them, and what they hand on. */
const senders = { segment: segmentEvent, rudderstack: rudderstackEvent };
export const forwarders = Object.keys(senders) as (keyof typeof senders)[];

/** The fields that events of each kind have, and others have not. */
const own = {
  track: { event: 'Order Completed', properties: { order_id: 'ORD-9042', total: 149.5, gift: false } },
  page: { name: 'Pricing Page', category: null, properties: { path: '/pricing', title: 'Pricing' } },
  identify: { traits: { email: 'ada@example.com', plan: 'gold', logins: 5 } },
  group: { groupId: 'acme', traits: { name: 'Acme', employees: 12 } },
} satisfies Record<(typeof forwardedTypes)[number], JsonObject>;

/** An event of a kind as a destination forwards it. */
export function forwardedEvent(
  by: keyof typeof senders,
  type: (typeof forwardedTypes)[number],
  changes: JsonObject = {},
): JsonObject & { messageId: string } {
  const { event: _, properties: __, ...common } = senders[by]();
  return { ...common, messageId: String(common.messageId), type, ...own[type], ...changes };
}
