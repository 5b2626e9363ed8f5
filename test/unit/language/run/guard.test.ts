import { expect, test, vi } from 'vitest';

import { parseExpression } from '../../../../language/expression/parse.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import { type Condition, evaluateGuard } from '../../../../language/run/guard.ts';

const guard = (source: string, data: JsonObject): Condition =>
  evaluateGuard({ source, tree: parseExpression(source) }, { data, profile: {}, refs: {} });

test.each<[string, JsonObject, JsonObject]>([
  ['data.name[0]', { name: '😀x' }, { 'data.name.0': '\uFFFD' }],
  ['data.name', { name: `${'a'.repeat(999)}😀` }, { 'data.name': `${'a'.repeat(999)}…` }],
  ['data[data.name[1]]', { name: '😀' }, { 'data.name.1': '\uFFFD', 'data.\uFFFD': null }],
  ['data[data.key]', { key: 'k'.repeat(500) }, { 'data.key': 'k'.repeat(500), [`data.${'k'.repeat(195)}…`]: null }],
])('R-30 guard: no half of a surrogate pair is recorded: %s', (source, data, values) => {
  expect(guard(source, data).values).toEqual(values);
});

test.each<[string, JsonObject, JsonObject]>([
  ['data.list', { list: Array(900).fill('abc') }, { 'data.list': 'a list of 900' }],
  ['data.list', { list: ['a'.repeat(995)] }, { 'data.list': ['a'.repeat(995)] }],
  ['data.list', { list: ['a'.repeat(1_000)] }, { 'data.list': 'a list of 1' }],
  ['data.deep', { deep: { a: { b: ['c'.repeat(2_000)], d: 1 } } }, { 'data.deep': 'an object of 1 members' }],
  ['data.deep', { deep: { ['k'.repeat(1_001)]: 1 } }, { 'data.deep': 'an object of 1 members' }],
  ['data.deep', { deep: { a: [true, null, 12] } }, { 'data.deep': { a: [true, null, 12] } }],
])('R-30 guard: of a large value only what it is gets recorded: %s', (source, data, values) => {
  expect(guard(source, data).values).toEqual(values);
});

test('R-30 guard: a value is measured once, and no further than it must be', () => {
  const read = vi.fn(() => 'x'.repeat(100));
  const list = Array.from({ length: 10_000 }, () => Object.defineProperty({}, 'a', { get: read, enumerable: true }));
  expect(guard(Array(190).fill('data.list === 1').join(' || '), { list }).values).toEqual({
    'data.list': 'a list of 10000',
  });
  expect(read.mock.calls.length).toBeLessThan(20);
});
