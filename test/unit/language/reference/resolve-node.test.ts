import { describe, expect, it, test } from 'vitest';

import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { findInRun } from '../../../../language/reference/find-in-run.ts';
import { resolveNode } from '../../../../language/reference/resolve-node.ts';

const find = findInRun({
  data: { n: 5, yes: false, object: { a: [1] }, list: ['x'], empty: '', none: null, sly: '{{data.n}}' },
  profile: {},
  outputs: {},
});
const resolved = (value: Json) => resolveNode({ value }, find).fields.value;

describe('resolveNode', () => {
  test.each<[Json, Json]>([
    ['{{data.n}}', 5],
    ['{{data.yes}}', false],
    ['{{ object }}', { a: [1] }],
    ['{{data.empty}}', ''],
    [{ deep: [{ at: '{{list}}' }] }, { deep: [{ at: ['x'] }] }],
    ['{{data.n}}!', '5!'],
    ['is {{yes}}', 'is false'],
    ['<{{object}}>', '<{"a":[1]}>'],
    ['<{{empty}}>', '<>'],
    ['{{sly}}', '{{data.n}}'],
    [
      [1, null, 'plain'],
      [1, null, 'plain'],
    ],
  ])('N-05 references in nodes: %j', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  test.each<[Json, Json]>([
    [{ Authorization: { $ref: 'data.n' } }, { Authorization: 5 }],
    [{ $ref: 'refs.data.list.0' }, 'x'],
  ])('N-04 references in nodes: %j', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  test.each<[JsonObject, string]>([
    [{ url: '{{data.gone}}' }, 'url: data.gone refers to nothing'],
    [{ url: 'https://example.com/{{gone.id}}' }, 'url: gone.id refers to nothing'],
    [{ headers: { a: { $ref: 'data.none' } } }, 'headers.a: data.none refers to nothing'],
    [{ data: [{ x: 'of {{data.none}}' }] }, 'data.0.x: data.none refers to nothing'],
  ])('N-06 references in nodes: %j is an error that names field and path', (fields, message) => {
    expect(() => resolveNode(fields, find)).toThrow(message);
  });

  it('N-06 references in nodes: a field that may refer to nothing is left out, and told', () => {
    const fields = { a: { b: '{{data.gone}}', c: '{{data.n}}' }, d: '{{n}}' };
    expect(resolveNode(fields, find, ['a.b', 'a.c'])).toEqual({ fields: { a: { c: 5 }, d: 5 }, dangling: ['a.b'] });
  });

  it('N-05 references in nodes: those that stand for more than a worker can hold fail', () => {
    const large = findInRun({ data: { large: 'x'.repeat(3_900_000) }, profile: {}, outputs: {} });
    expect(() => resolveNode({ a: Array(5).fill('{{large}}') }, large)).toThrow('a.4: the references stand for');
    expect(() => resolveNode({ a: '-{{large}}'.repeat(5) }, large)).toThrow('a: the references stand for too much');
  });
});
