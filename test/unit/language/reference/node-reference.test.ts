import { expect, test } from 'vitest';

import type { Json } from '../../../../language/json/json.ts';
import {
  isNodeReference,
  nodeReferenceProblems,
  readNodeReference,
} from '../../../../language/reference/node-reference.ts';

test.each<[Json, unknown]>([
  ['{{data.x}}', { kind: 'whole', path: 'data.x' }],
  ['{{ data.items[0].sku }}', { kind: 'whole', path: 'data.items[0].sku' }],
  ['{{{data.x}}}', { kind: 'whole', path: 'data.x' }],
  ['a {{x}} b {{{ y }}}', { kind: 'text', parts: ['a ', 'x', ' b ', 'y', ''] }],
  ['{"id":{{data.id}}}', { kind: 'text', parts: ['{"id":', 'data.id', '}'] }],
  [' {{x}}', { kind: 'text', parts: [' ', 'x', ''] }],
  ['{{a}}{{b}}', { kind: 'text', parts: ['', 'a', '', 'b', ''] }],
])('N-05 node reference: %j', (value, reference) => {
  expect(readNodeReference(value)).toEqual(reference);
  expect(isNodeReference(value)).toBe(true);
});

test.each<[Json, unknown]>([
  [{ $ref: 'data.token' }, { kind: 'whole', path: 'data.token' }],
  [{ $ref: 'refs.data.items[1]' }, { kind: 'whole', path: 'data.items.1' }],
])('N-04 node reference: %j', (value, reference) => {
  expect(readNodeReference(value)).toEqual(reference);
  expect(isNodeReference(value)).toBe(true);
});

test.each<[Json]>([
  ['data.x'],
  ['refs.data.x'],
  [`\${data.x}`],
  ['{data.x}'],
  ['{{'],
  [5],
  [null],
  [{ $ref: 'a', b: 1 }],
])('N-05 node reference: %j stands for itself', (value) => {
  expect(readNodeReference(value)).toBeUndefined();
  expect(isNodeReference(value)).toBe(false);
});

test.each<[Json, string, string]>([
  ['{{}}', 'url', '"{{}}" is not a reference such as {{data.name}}, at position 1'],
  [{ a: ['x {{#if x}}'] }, 'url.a.0', '"{{#if x}}" is not a reference such as {{data.name}}, at position 3'],
  ['{{a}} and {{data..b}}', 'url', '"{{data..b}}" is not a reference'],
  [{ b: { $ref: 5 } }, 'url.b', '$ref must be a path'],
])('N-06 node reference: %j cannot be read', (value, path, message) => {
  expect(nodeReferenceProblems(value, 'url')).toEqual([{ path, message: expect.stringContaining(message) }]);
});
