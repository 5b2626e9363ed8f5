import { describe, expect, it } from 'vitest';

import { type SortValue, sortValue } from '../../../../language/batch/sort-value.ts';

describe('sortValue', () => {
  it.each<[string, SortValue]>([
    ['total', 5],
    ['data.total', 5],
    ['data.text', 12],
    ['order.items.1', 'b'],
    ['order.items[0]', 'a'],
    ['order.paid', 'true'],
    ['order.items', '["a","b"]'],
    ['data.order.missing', null],
    ['order.items.-1', null],
    ['data', null],
    ['blank', ' '],
  ])('N-64 sort-value: sorted by %s an item is worth %j', (sortKey, value) => {
    const data = { total: 5, text: '12', blank: ' ', order: { items: ['a', 'b'], paid: true } };
    expect(sortValue(data, { type: 'highest', count: 1, sortKey })).toEqual(value);
  });

  it('N-63 sort-value: what items are sorted by is short, however long it is in their data', () => {
    const worth = (text: string) => sortValue({ text }, { type: 'highest', count: 1, sortKey: 'text' });
    expect(worth('x'.repeat(1_000_000))).toBe('x'.repeat(256));
  });
});
