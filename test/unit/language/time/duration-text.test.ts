import { expect, test } from 'vitest';

import { DurationText } from '../../../../language/time/duration-text.ts';

test.each([
  ['10 years', true],
  ['3653 days', true],
  ['10 years 1 second', false],
  ['3654 days', false],
])('T-40 duration-text: %s may be waited for: %s', (text, expected) => {
  expect(DurationText.safeParse(text).success).toBe(expected);
});
