import { describe, expect, it } from 'vitest';

import type { Retain } from '../../../../language/batch/retain.ts';
import { retainedPlaces } from '../../../../language/batch/retained-places.ts';
import type { SortValue } from '../../../../language/batch/sort-value.ts';

describe('what is retained of a batch', () => {
  it.each<[Retain['type'], number, SortValue[], number[]]>([
    ['first', 2, [3, 1, 2], [0, 1]],
    ['first', 0, [3, 1], []],
    ['first', 9, [3, 1], [0, 1]],
    ['last', 2, [3, 1, 2], [1, 2]],
    ['last', 0, [3, 1], []],
    ['last', 9, [3, 1], [0, 1]],
    ['highest', 2, [3, 1, 2], [0, 2]],
    ['lowest', 2, [3, 1, 2], [1, 2]],
    ['lowest', 3, ['b', 'a', 'c'], [1, 0, 2]],
    ['highest', 3, [null, 1, null], [1, 0, 2]],
    ['lowest', 3, [null, 1, null], [1, 0, 2]],
    ['highest', 2, [1, 1, 1], [0, 1]],
    ['highest', 0, [1], []],
  ])('N-63 retained: %s %d of %j are those at %j', (type, count, values, places) => {
    expect(retainedPlaces(values, { type, count })).toEqual(places);
  });
});
