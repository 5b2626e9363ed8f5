import { expect, it } from 'vitest';

import { Room } from '../../../simulation/room.ts';

it('DR-06 room: it is over once more was put there than fits, and the same object takes it once', () => {
  const room = new Room(25);
  const same = { text: 'x'.repeat(10) };
  for (let time = 0; time < 3; time += 1) room.put(same, undefined);
  expect(room.isOver).toBe(false);
  room.put({ ...same });
  expect(room.isOver).toBe(true);
});

it('DR-06 room: nothing is looked at any more once it is over', () => {
  const room = new Room(1);
  room.put('long');
  const watched = Object.defineProperty({}, 'member', {
    enumerable: true,
    get: () => {
      throw new Error('looked at');
    },
  });
  expect(() => room.put(watched)).not.toThrow();
  expect(() => new Room(10).put(watched)).toThrow('looked at');
});
