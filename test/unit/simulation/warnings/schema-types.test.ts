import { describe, expect, it } from 'vitest';

import { declaredAt } from '../../../../simulation/warnings/schema-types.ts';

const schema = { properties: { total: { type: 'number' }, order: { properties: { nr: { type: 'string' } } } } };

describe('schema types', () => {
  it.each([
    ['data.total', { kind: 'declared', schema: { type: 'number' } }],
    ['data.order.nr', { kind: 'declared', schema: { type: 'string' } }],
    ['data.nr', { kind: 'undeclared' }],
    ['data.order.total', { kind: 'undeclared' }],
    ['data.total.part', { kind: 'open' }],
    ['data', { kind: 'open' }],
    ['profile.nr', { kind: 'open' }],
  ])('DR-07 schema types: of %s it says %j', (path, declared) => {
    expect(declaredAt(schema, path)).toEqual(declared);
  });

  it.each([
    ['$ref', '#/x'],
    ['allOf', []],
    ['anyOf', []],
    ['oneOf', []],
    ['patternProperties', {}],
    ['if', {}],
    ['definitions', {}],
  ])('DR-07 schema types: one that says more by %s leaves open what is there, at any depth', (word, said) => {
    const wider = { ...schema, [word]: said };
    expect(declaredAt(wider, 'data.nr')).toEqual({ kind: 'open' });
    expect(declaredAt({ properties: { within: wider } }, 'data.within.nr')).toEqual({ kind: 'open' });
  });
});
