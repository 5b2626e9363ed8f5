import { expect, it } from 'vitest';

import { EventName, eventName } from '../../../../language/events/event-name.ts';

it.each([
  ['Order Completed', 'Order Completed'],
  ['\u00a0Order Completed\t', 'Order Completed'],
  [` ${'x'.repeat(512)} `, 'x'.repeat(512)],
  ['a/b', 'a/b'],
])('E-04 the name %j is %j, of an event as in a trigger', (written, name) => {
  expect([eventName(written), EventName.parse(written)]).toEqual([name, name]);
});

it.each([[''], [' '], ['x'.repeat(513)], [5], [null], [undefined]])('E-04 %j is no name', (written) => {
  expect(eventName(written)).toBeUndefined();
  expect(() => EventName.parse(written)).toThrow();
});
