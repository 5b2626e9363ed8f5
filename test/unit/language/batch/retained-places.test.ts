import { describe, expect, it } from 'vitest';

import { type Retain, retainedPlaces, sortValue, withoutRoot } from '../../../../language/batch/retained-places.ts';
import type { Json } from '../../../../language/json/json.ts';

describe('what is retained of a batch', () => {
  it.each<[Retain['type'], number, Json[], number[]]>([
    ['first', 2, [3, 1, 2], [0, 1]],
    ['first', 0, [3, 1], []],
    ['first', 9, [3, 1], [0, 1]],
    ['last', 2, [3, 1, 2], [1, 2]],
    ['last', 0, [3, 1], []],
    ['last', 9, [3, 1], [0, 1]],
    ['highest', 2, [3, 1, 2], [0, 2]],
    ['lowest', 2, [3, 1, 2], [1, 2]],
    ['highest', 2, ['10', 9, '8'], [0, 1]],
    ['lowest', 3, ['b', 'a', 'c'], [1, 0, 2]],
    ['highest', 3, [null, 1, null], [1, 0, 2]],
    ['lowest', 3, [null, 1, null], [1, 0, 2]],
    ['highest', 2, [1, 1, 1], [0, 1]],
    ['lowest', 2, [true, 'b', false], [1, 2]],
    ['highest', 0, [1], []],
  ])('N-63 retained: %s %d of %j are those at %j', (type, count, values, places) => {
    expect(retainedPlaces(values, { type, count })).toEqual(places);
  });

  it.each([
    ['total', 5],
    ['data.total', 5],
    ['order.items.1', 'b'],
    ['data.order.missing', null],
    ['data', null],
  ])('N-64 retained: sorted by %s an item is worth %j', (sortKey, value) => {
    const data = { total: 5, order: { items: ['a', 'b'] } };
    expect(sortValue(data, { type: 'highest', count: 1, sortKey })).toEqual(value);
  });

  it('N-64 retained: a path into data is written with its root or without', () => {
    expect(['data.a.b', 'a.b', 'database.a'].map(withoutRoot)).toEqual(['a.b', 'a.b', 'database.a']);
  });
});
