import { expect, it } from 'vitest';

import { roomLeft } from '../../../../language/json/room-left.ts';

it.each([
  [{}, 2],
  [{ a: 1 }, 8],
  [{ '': 0 }, 7],
  [{ '': 0, b: [true, null] }, 24],
  [['x', {}, 12.5], 14],
])('DR-06 room left: %j takes %d, and no less', (value, size) => {
  expect(roomLeft(value, size)).toBe(0);
  expect(roomLeft(value, size - 1)).toBeLessThan(0);
});

it('DR-06 room left: nothing is read of an object whose members are too many', () => {
  const watched = {
    get first(): number {
      throw new Error('looked at');
    },
    second: 2,
    third: 3,
  };
  expect(roomLeft(watched, 16)).toBeLessThan(0);
  expect(() => roomLeft(watched, 40)).toThrow('looked at');
});
