import { expect, test } from 'vitest';

import { parseDuration } from '../../../../language/time/duration.ts';
import { longestOf } from '../../../../language/time/longest-of.ts';

const DAY = 86_400_000;

test.each([
  ['1 month', 31],
  ['2 months', 62],
  ['1 year', 366],
  ['10 years', 3_653],
  ['60 days', 60],
])('T-40 longest-of: %s are at most %d days', (text, days) => {
  expect(longestOf(parseDuration(text) ?? expect.fail(text))).toBe(days * DAY);
});
