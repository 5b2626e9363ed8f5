import { expect, test } from 'vitest';

import type { Value } from '../../../../language/expression/evaluation.ts';
import { wellFormed } from '../../../../language/json/well-formed.ts';

const HALF = '😀'.charAt(0);

test.each<[Value, Value]>([
  [`a${HALF}b`, 'a\uFFFDb'],
  ['a😀b', 'a😀b'],
  [`${'😀'.charAt(1)}${HALF}`, '\uFFFD\uFFFD'],
  [
    [1, HALF, [HALF]],
    [1, '\uFFFD', ['\uFFFD']],
  ],
  [7, 7],
  [null, null],
  [undefined, undefined],
])('X-05 wellFormed: %j', (value, repaired) => {
  expect(wellFormed(value)).toEqual(repaired);
});

test('X-05 wellFormed: an object is itself, since no expression makes one', () => {
  const object = { a: 1 };
  expect(wellFormed(object)).toBe(object);
});
