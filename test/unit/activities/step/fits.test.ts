import { expect, it } from 'vitest';

import { fits } from '../../../../activities/step/fits.ts';
import { LARGEST_JSON } from '../../../../language/json/sizes.ts';

/** Of `{"a":"…"}`, as it is counted: a member takes its quotes, its colon and a comma. */
const AROUND = 2 + 'a'.length + 4 + 2;

it.each([
  [LARGEST_JSON - 1, true],
  [LARGEST_JSON, true],
  [LARGEST_JSON + 1, false],
])('row 6 A-40 fits: data of %i characters: %s', (characters, expected) => {
  expect(fits({ a: 'x'.repeat(characters - AROUND) })).toBe(expected);
});
