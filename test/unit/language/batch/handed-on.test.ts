import { expect, test } from 'vitest';

import { handedOn } from '../../../../language/batch/handed-on.ts';

const items = [10, 20, 30].map((size) => ({ value: size, size }));

test.each([
  ['all of them', { type: 'first', count: 3 }, 63, { places: [0, 1, 2], left: 0 }],
  ['those retained', { type: 'highest', count: 2 }, 63, { places: [2, 1], left: 0 }],
  ['those that fit, and how many do not', { type: 'highest', count: 3 }, 42, { places: [2, 0], left: 1 }],
] as const)('N-63 handed-on: %s', (_, retain, room, expected) => {
  expect(handedOn(items, retain, room)).toEqual(expected);
});
