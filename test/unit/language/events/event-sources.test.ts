import { expect, it } from 'vitest';

import { eventSources, triggerSource } from '../../../../language/events/event-sources.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

it.each<[Parameters<typeof eventSources>[0], string[]]>([
  [{ type: 'track', name: 'Order Completed' }, ['segment/track/Order Completed', 'segment/track']],
  [{ type: 'track', name: 'a/b' }, ['segment/track/a/b', 'segment/track']],
  [{ type: 'page', name: 'Pricing Page' }, ['segment/page/Pricing Page', 'segment/page']],
  [{ type: 'page' }, ['segment/page']],
  [{ type: 'identify', name: 'x' }, ['segment/identify']],
  [{ type: 'group' }, ['segment/group']],
  [{ type: 'webhook', webhook: 'shop', name: 'custom' }, ['webhook/shop/custom', 'webhook/shop']],
])('E-09 the names of an event %o', (event, sources) => {
  expect(eventSources(event)).toEqual(sources);
});

it.each<[JsonObject, string | undefined]>([
  [{ trigger_type: 'segment', request_type: 'track' }, 'segment/track'],
  [{ trigger_type: 'segment', request_type: 'track', event_id: ' Order Completed ' }, 'segment/track/Order Completed'],
  [{ trigger_type: 'segment', request_type: 'group' }, 'segment/group'],
  [{ trigger_type: 'webhook', event_source: 'shop' }, 'webhook/shop'],
  [{ trigger_type: 'webhook', event_source: 'shop', event_id: 'paid' }, 'webhook/shop/paid'],
  [{ trigger_type: 'api-invoke' }, undefined],
  [{ trigger_type: 'audience', audience_id: 'all' }, undefined],
])('E-04 what a trigger %o waits for', (fields, source) => {
  expect(triggerSource(fields)).toBe(source);
});
