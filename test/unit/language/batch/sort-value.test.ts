import { describe, expect, it } from 'vitest';

import { sortValue } from '../../../../language/batch/sort-value.ts';

describe('sortValue', () => {
  it.each([
    ['total', 5],
    ['data.total', 5],
    ['order.items.1', 'b'],
    ['data.order.missing', null],
    ['data', null],
  ])('N-64 sort-value: sorted by %s an item is worth %j', (sortKey, value) => {
    const data = { total: 5, order: { items: ['a', 'b'] } };
    expect(sortValue(data, { type: 'highest', count: 1, sortKey })).toEqual(value);
  });
});
