import fc from 'fast-check';
import { expect, test } from 'vitest';

import { cutText } from '../../../language/cut-text.ts';

test.each([
  ['ada', 3, 'ada'],
  ['ada', 2, 'ad…'],
  ['a😀b', 1, 'a…'],
  ['a😀b', 2, 'a…'],
  ['a😀b', 3, 'a😀…'],
  ['😀', 1, '…'],
  ['', 0, ''],
])('X-01 cutText: %j has, of %i characters, %j', (text, most, cut) => {
  expect(cutText(text, most, '…')).toBe(cut);
});

test('X-01 cutText: never makes half of a surrogate pair, and cuts one character too many at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
      const cut = cutText(text, most);
      expect(cut).not.toMatch(/\p{Surrogate}/u);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, most - 1));
      expect(cut.length).toBeLessThanOrEqual(most);
    }),
  );
});
