import { expect, test } from 'vitest';

import { DataPath, valueIn } from '../../../../language/batch/data-path.ts';
import type { Json } from '../../../../language/json/json.ts';

test.each<[string, Json]>([
  ['k', 'a'],
  ['data.k', 'a'],
  ['items.0.k', 'b'],
  ['data.items[0].k', 'b'],
  ['gone', null],
  ['none', null],
  ['database.k', null],
])('N-64 data-path: at %s stands %j', (path, value) => {
  expect(valueIn({ k: 'a', none: null, items: [{ k: 'b' }] }, path)).toEqual(value);
});

test.each(['', '{{data.k}}', '{k}', 'a..b', '.a', 'a[b]', 'a'.repeat(257)])('N-64 data-path: %j is none', (path) => {
  expect(DataPath.safeParse(path).success).toBe(false);
});

test.each(['k', 'data.order.total', 'items[0].k', 'order id', 'a'.repeat(256)])('N-64 data-path: %s is one', (path) => {
  expect(DataPath.safeParse(path).success).toBe(true);
});
