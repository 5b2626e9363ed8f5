import { expect, test } from 'vitest';

import { forwardedEvent } from '../../../../language/events/forwarded-event.ts';

test('N-27 a forwarded event: all of it is kept, fields that nobody knows included', () => {
  const body = {
    type: 'track' as const,
    event: 'Order Completed',
    messageId: 'm-1',
    properties: { total: 1 },
    extra: [null],
  };
  expect(forwardedEvent(body)).toEqual({
    type: 'track',
    name: 'Order Completed',
    userId: undefined,
    body,
  });
});

test.each([
  [{ type: 'track' as const, event: ' Order ' }, 'Order'],
  [{ type: 'page' as const, name: ' Pricing ' }, 'Pricing'],
  [{ type: 'page' as const, name: ' ' }, undefined],
  [{ type: 'page' as const, name: 'Pricing' }, 'Pricing'],
  [{ type: 'page' as const, name: '' }, undefined],
  [{ type: 'page' as const, name: null }, undefined],
  [{ type: 'page' as const, event: 'No name of a page' }, undefined],
  [{ type: 'identify' as const, event: 'None', name: 'None' }, undefined],
  [{ type: 'group' as const, groupId: 'g', name: 'None' }, undefined],
])('E-04 a forwarded event: %j is named %s', (body, name) => {
  expect(forwardedEvent(body).name).toBe(name);
});

test.each([
  [{ userId: 'ada', anonymousId: 'anon' }, 'ada'],
  [{ userId: ' ada ' }, 'ada'],
  [{ userId: 42 }, '42'],
  [{ userId: '', anonymousId: 'anon' }, undefined],
  [{ userId: null, anonymousId: 'anon' }, undefined],
  [{ anonymousId: 'anon' }, undefined],
])('E-06 a forwarded event: %j is about the user %s', (ids, userId) => {
  for (const about of [
    { type: 'track' as const, event: 'E' },
    { type: 'page' as const },
    { type: 'identify' as const },
  ])
    expect(forwardedEvent({ ...about, ...ids }).userId).toBe(userId);
});

test.each([
  [{ userId: 'ada', anonymousId: 'anon' }, 'ada'],
  [{ userId: null, anonymousId: 'anon' }, 'anon'],
  [{ userId: '', anonymousId: 7 }, '7'],
  [{}, undefined],
])('E-08 a forwarded event: a group of %j is about %s', (ids, userId) => {
  expect(forwardedEvent({ type: 'group', groupId: 'acme', ...ids }).userId).toBe(userId);
});
