import { expect, test } from 'vitest';

import { webhookEvents } from '../../../../../apps/api/inbound/webhook-events.ts';

const type = 'webhook';

test('E-12 events of a webhook: an object is one, with the whole of it for a body', () => {
  const body = { event: 'Shipped', userId: 'ada', order: { id: 7 } };
  expect(webhookEvents(body)).toEqual([{ type, name: 'Shipped', userId: 'ada', body }]);
});

test('E-12 events of a webhook: a list is one for each item, in their order', () => {
  const [one, two] = [{ event: 'One' }, { event: 'Two', userId: 'bob' }];
  expect(webhookEvents([one, two])).toEqual([
    { type, name: 'One', userId: undefined, body: one },
    { type, name: 'Two', userId: 'bob', body: two },
  ]);
  expect(webhookEvents([])).toEqual([]);
});

test.each([[5], ['text'], [null], [true], [[1, { event: 'Inner' }]]])(
  'E-12 events of a webhook: %j in a list is kept as text',
  (item) => {
    expect(webhookEvents([item])).toEqual([
      { type, name: 'custom', userId: undefined, body: { raw: JSON.stringify(item) } },
    ]);
  },
);

test.each([[undefined], [null], [''], ['  '], [5], [{ name: 'x' }], ['x'.repeat(513)]])(
  'E-12 events of a webhook: the event %j is custom',
  (event) => {
    expect(webhookEvents({ event })).toMatchObject([{ name: 'custom' }]);
  },
);

test.each([
  [' Shipped ', 'Shipped'],
  [` ${'x'.repeat(512)} `, 'x'.repeat(512)],
])('E-12 events of a webhook: the event %j is %s', (event, name) => {
  expect(webhookEvents({ event })).toMatchObject([{ name, body: { event } }]);
});

test.each([
  ['ada', 'ada'],
  [' ada ', 'ada'],
  [42, '42'],
  [0, '0'],
  ['', undefined],
  [null, undefined],
  [true, undefined],
  [{ id: 'ada' }, undefined],
  ['x'.repeat(513), undefined],
])('E-12 events of a webhook: the userId %j names %s', (userId, named) => {
  expect(webhookEvents({ userId })[0]?.userId).toBe(named);
});

test('E-12 events of a webhook: a thousand at a time are the most', () => {
  expect(webhookEvents(Array(1_000).fill({}))).toHaveLength(1_000);
  expect(() => webhookEvents(Array(1_001).fill({}))).toThrow('The request body holds more than 1,000 events');
});
