import type { JsonObject } from '../json/json.ts';
import type { InboundEvent } from './inbound-event.ts';
import { isNamed } from './is-named.ts';

/**
 * What an event is called where it may start something, the closest first: `segment/track/Order Completed`, then
 * `segment/track` for whoever takes any. No more than these strings are compared. The first is the run's source.
 * E-04, E-09, E-11, E-12
 */
export function eventSources({ type, webhook, name }: Omit<InboundEvent, 'body'>): [string, ...string[]] {
  const any = type === 'webhook' ? `webhook/${webhook}` : `segment/${type}`;
  return name === undefined || !isNamed(type) ? [any] : [`${any}/${name}`, any];
}

/** What a trigger's own fields wait for, as an event is called; undefined for one that no event starts. E-04, E-12 */
export function triggerSource({
  trigger_type: kind,
  event_id: event,
  request_type: type,
  event_source: webhook,
}: JsonObject): string | undefined {
  if (kind !== 'segment' && kind !== 'webhook') return undefined;
  return [kind, kind === 'segment' ? type : webhook, event]
    .filter((part) => part !== undefined)
    .map((part) => String(part).trim())
    .join('/');
}
