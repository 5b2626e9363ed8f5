import { expect, it } from 'vitest';

import { readOptions } from '../../proof/options.ts';

it('F-13 options: minutes and seed are read, and a seed is drawn where there is none', () => {
  expect(readOptions(['--minutes', '10', '--seed', '5'])).toEqual({ minutes: 10, seed: 5 });
  expect(readOptions([]).seed).toBeGreaterThan(0);
});

it.each(['soon', '0', '-1', ''])('F-13 options: minutes cannot be "%s"', (minutes) => {
  expect(() => readOptions([`--minutes=${minutes}`])).toThrow('--minutes: must be a number above 0, such as 10');
});
