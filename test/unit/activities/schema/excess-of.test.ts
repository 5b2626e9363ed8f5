import { describe, expect, it } from 'vitest';

import { excessOf } from '../../../../activities/schema/excess-of.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const twice = (reference: string) => ({ allOf: [{ $ref: reference }, { $ref: reference }] });
/** So many definitions, each of which stands for the next one twice. */
const doubling = (count: number): JsonObject => {
  const definitions = Array.from({ length: count }, (_, n) => [`d${n}`, twice(`#/definitions/d${n + 1}`)]);
  return { ...twice('#/definitions/d0'), definitions: { ...Object.fromEntries(definitions), [`d${count}`]: {} } };
};

describe('excessOf', () => {
  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['one definition, used twice', { definitions: { a: {} }, ...twice('#/definitions/a') }],
    ['a key with a slash and a tilde', { definitions: { 'a/b~c': {} }, $ref: '#/definitions/a~1b~0c' }],
    ['a key that is encoded', { definitions: { 'a b': {} }, $ref: '#/definitions/a%20b' }],
    ['a key that cannot be decoded', { $ref: '#/definitions/%' }],
    ['an id of the whole', { $id: 'https://example.com/whole.json', type: 'object' }],
    ['a few doublings', doubling(8)],
  ])('N-11 excess-of: %s is no excess', (_, schema) => {
    expect(excessOf(schema)).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    ['its size', { description: 'x'.repeat(64_001) }, 'is larger than 64000 characters'],
    ['a reference elsewhere', { $ref: 'other.json#/a' }, 'has a $ref that does not begin with "#/"'],
    ['a reference by name', { properties: { a: { $ref: '#name' } } }, 'has a $ref that does not begin with "#/"'],
    ['an id within', { properties: { a: { $id: '#name' } } }, 'has an $id that is not its own'],
    ['itself', { properties: { a: { $ref: '#' } } }, 'has a $ref that leads in a circle'],
    [
      'two that lead to each other',
      { definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } } },
      'has a $ref that leads in a circle',
    ],
    ['many doublings', doubling(14), 'holds more than 10000 parts once every $ref is followed'],
    ['doublings without number', doubling(200), 'holds more than 10000 parts once every $ref is followed'],
  ])('N-11 excess-of: %s is told of', (_, schema, problem) => {
    expect(excessOf(schema)).toBe(problem);
  });
});
