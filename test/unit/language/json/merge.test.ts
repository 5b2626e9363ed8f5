import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { MergeStrategy, merge } from '../../../../language/json/merge.ts';

const STRATEGIES = MergeStrategy.options;
const deep = { x: 1, y: { p: 1 } };
const incoming = { y: { q: 2 }, z: 3 };
const flat = { x: 1, y: 2 };

describe('merge', () => {
  it.each<[string, MergeStrategy, JsonObject, JsonObject, JsonObject]>([
    ['M-01', 'replace', deep, incoming, incoming],
    ['M-02', 'overwrite', deep, incoming, { x: 1, y: { p: 1, q: 2 }, z: 3 }],
    ['M-03', 'soft-merge', deep, incoming, { x: 1, y: { p: 1, q: 2 }, z: 3 }],
    ['M-04', 'none', deep, incoming, deep],
    ['M-01', 'replace', flat, { y: 9, z: 3 }, { y: 9, z: 3 }],
    ['M-02', 'overwrite', flat, { y: 9, z: 3 }, { x: 1, y: 9, z: 3 }],
    ['M-03', 'soft-merge', flat, { y: 9, z: 3 }, { x: 1, y: 2, z: 3 }],
    ['M-04', 'none', flat, { y: 9, z: 3 }, flat],
    ['M-02', 'overwrite', { a: { b: { c: 1, d: [1, 2] } } }, { a: { b: { d: [3] } } }, { a: { b: { c: 1, d: [3] } } }],
    ['M-03', 'soft-merge', { a: { d: [1, 2] } }, { a: { d: [3], e: 1 } }, { a: { d: [1, 2], e: 1 } }],
    ['M-02', 'overwrite', { a: 1, b: { c: 1 } }, { a: null, b: null }, { a: null, b: null }],
    ['M-03', 'soft-merge', { a: null }, { a: { b: 1 } }, { a: null }],
    ['M-02', 'overwrite', { a: 'text' }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['M-03', 'soft-merge', { a: 'text' }, { a: { b: 1 } }, { a: 'text' }],
  ])('%s merge: %s of %j and %j', (_rule, strategy, existing, written, expected) => {
    expect(merge(existing, written, strategy)).toEqual(expected);
  });

  it.each<[string, MergeStrategy]>([
    ['M-01', 'replace'],
    ['M-02', 'overwrite'],
    ['M-03', 'soft-merge'],
    ['M-04', 'none'],
  ])('%s merge: %s over nothing, or over what is empty, is what comes in', (_rule, strategy) => {
    expect(merge(undefined, incoming, strategy)).toEqual(incoming);
    expect(merge({}, incoming, strategy)).toEqual(incoming);
  });

  it.each<[string, Json, MergeStrategy, Json]>([
    ['M-02', 'text', 'overwrite', incoming],
    ['M-03', [1], 'soft-merge', [1]],
    ['M-03', null, 'soft-merge', null],
    ['M-04', null, 'none', null],
  ])('%s merge: %j is a value, and does not mix (%s)', (_rule, existing, strategy, expected) => {
    expect(merge(existing, incoming, strategy)).toEqual(expected);
  });

  it.each(['__proto__', 'prototype', 'constructor'])('M-02 merge: the key %s is refused at any depth', (key) => {
    const written = JSON.parse(`{"a": [{"${key}": {"polluted": true}}]}`);
    for (const strategy of STRATEGIES)
      expect(() => merge({}, written, strategy)).toThrow(`holds the key ${key}, which is not allowed`);
    expect({}).not.toHaveProperty('polluted');
  });

  it('M-02 M-03 merge: what is inherited is not there, and no prototype is touched', () => {
    expect(merge({}, { toString: 'a' }, 'soft-merge')).toEqual({ toString: 'a' });
    const stored = JSON.parse('{"__proto__": {"a": 1}}');
    const merged = merge(stored, { b: 1 }, 'overwrite');
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(merged)).toEqual(['__proto__', 'b']);
  });

  it('M-02 M-03 merge: neither argument is changed, and a second time changes nothing', () => {
    const object = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.jsonValue({ maxDepth: 3 }),
    ) as fc.Arbitrary<JsonObject>;
    const twice = fc.property(object, object, fc.constantFrom(...STRATEGIES), (existing, written, strategy) => {
      const before = structuredClone([existing, written]);
      const once = merge(existing, written, strategy);
      expect([existing, written]).toEqual(before);
      expect(merge(once, written, strategy)).toEqual(once);
    });
    fc.assert(twice, { seed: 20261121 });
  });
});
