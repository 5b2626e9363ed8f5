import { expect, test } from 'vitest';

import { isReadable, readableOn } from '../../../messages/readable-on.ts';

test.each([
  ['#ffffff', '#111827'],
  ['#fff', '#111827'],
  ['#ffd400', '#111827'],
  ['#9121c2', '#ffffff'],
  ['#000', '#ffffff'],
  ['rebeccapurple', '#ffffff'],
])('§11.3 colors: letters on %s are %s', (background, letters) => {
  expect(readableOn(background)).toBe(letters);
});

test.each([
  ['#ffd400', '#ffffff', false],
  ['#ffd400', '#000000', true],
  ['#1a56db', '#fff', true],
  ['#000', '#111111', false],
])('§11.3 colors: whether %s can be read on %s: %s', (color, background, answer) => {
  expect(isReadable(color, background)).toBe(answer);
});
