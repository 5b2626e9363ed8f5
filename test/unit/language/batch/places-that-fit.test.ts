import { expect, test } from 'vitest';

import { placesThatFit } from '../../../../language/batch/places-that-fit.ts';
import type { Retain } from '../../../../language/batch/retain.ts';

const SIZES = [10, 20, 30, 5];

test.each<[Retain['type'], number[], number, number[]]>([
  ['first', [0, 1, 2, 3], 69, [0, 1, 2, 3]],
  ['first', [0, 1, 2, 3], 68, [0, 1, 2]],
  ['first', [0, 1, 2, 3], 40, [0, 1, 3]],
  ['last', [0, 1, 2, 3], 40, [2, 3]],
  ['highest', [2, 0], 40, [2]],
  ['lowest', [3, 0], -5, []],
])('N-63 places-that-fit: of the %s, at %j, in a room of %d, are those at %j', (type, places, room, fitting) => {
  expect(placesThatFit(places, SIZES, { type, room })).toEqual(fitting);
});
