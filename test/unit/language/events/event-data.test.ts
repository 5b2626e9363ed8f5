import { expect, it } from 'vitest';

import { eventData, eventFacts } from '../../../../language/events/event-data.ts';

it('E-03 properties of an event are on top, and in their place', () => {
  const body = { type: 'track', event: 'E', properties: { total: 5, event: 'hidden' } };
  expect(eventData({ type: 'track', body })).toEqual({ ...body, total: 5 });
});

it('E-03 traits of a user and of a group, and no properties', () => {
  const body = { traits: { plan: 'gold' }, properties: { plan: 'no', other: 1 } };
  expect(eventData({ type: 'identify', body })).toEqual({ ...body, plan: 'gold' });
  expect(eventData({ type: 'group', body })).toEqual({ ...body, plan: 'gold' });
});

it('E-03 properties that are no object are none', () => {
  for (const properties of [null, 'text', ['a']])
    expect(eventData({ type: 'track', body: { properties } })).toEqual({ properties });
});

it('E-12 what came by a webhook is as it is', () => {
  const body = { properties: { a: 1 }, b: 2 };
  expect(eventData({ type: 'webhook', body })).toEqual(body);
  expect(eventFacts({ type: 'webhook', body })).toEqual(body);
});
