import { expect, test } from 'vitest';

import type { Json } from '../../../../language/json/json.ts';
import { isDynamic, readReference, referenceProblems } from '../../../../language/reference/reference.ts';

test.each<[Json, string[]]>([
  [{ $ref: 'data.a.b' }, ['data', 'a', 'b']],
  [{ $ref: 'refs.data.a' }, ['data', 'a']],
  [{ $ref: 'outreach.status' }, ['outreach', 'status']],
  [{ $ref: 'recipient' }, ['recipient']],
  [{ $ref: 'data.first name' }, ['data', 'first name']],
  [{ $ref: 'data.items[0].sku' }, ['data', 'items', '0', 'sku']],
])('X-03 reference: reads %j', (value, path) => {
  expect(readReference(value)).toEqual({ kind: 'path', path });
});

test.each<[Json, string[]]>([
  ['refs.data.x', ['data', 'x']],
  ['refs.profile.x', ['profile', 'x']],
  ['refs.recipient', ['recipient']],
  ['refs.outreach.status', ['outreach', 'status']],
  ['refs.data.items.0.sku', ['data', 'items', '0', 'sku']],
  ['refs.data.items[0][1].größe', ['data', 'items', '0', '1', 'größe']],
])('X-04 reference: reads %j', (value, path) => {
  expect(readReference(value)).toEqual({ kind: 'path', path });
});

test.each<[Json]>([
  ['data.x'],
  ['profile.email'],
  ['refs'],
  ['refs.'],
  ['refs. are welcome'],
  ['refs.data.x and more'],
  ['see refs.data.x'],
  ['$5'],
  [`\${{price}}`],
  [{ $ref: 'data.x', other: 1 }],
  [{}],
  [['refs.data.x']],
  [5],
  [null],
])('X-03 X-04 reference: %j stands for itself', (value) => {
  expect(readReference(value)).toBeUndefined();
  expect(isDynamic(value)).toBe(false);
});

test.each<[Json]>([['refs.data.x'], [`a \${data.x}`], ['a ${'], [{ $ref: 'data.x' }], [{ $ref: 5 }]])(
  'A-08 reference: %j is dynamic, readable or not',
  (value) => {
    expect(isDynamic(value)).toBe(true);
  },
);

test('X-05 reference: every unreadable one is a problem with its path', () => {
  const fields = {
    data: { ok: `\${data.x}`, list: [`\${amount}`, { deep: { $ref: 5 } }] },
    title: 'a ${',
    empty: { $ref: '' },
  };
  expect(referenceProblems(fields, 'message')).toEqual([
    { path: 'message.data.list.0', message: 'unknown name "amount" at position 3' },
    { path: 'message.data.list.1.deep', message: '$ref must be a path such as data.name, at position 1' },
    { path: 'message.title', message: 'unexpected end at position 5' },
    { path: 'message.empty', message: '$ref must be a path such as data.name, at position 1' },
  ]);
});
