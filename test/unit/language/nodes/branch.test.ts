import { describe, expect, it, test } from 'vitest';

import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const path = (conditions: Json, more: JsonObject = {}): JsonObject => ({ conditions, nodes: [], ...more });
const branch = (...paths: Json[]): JsonObject => ({ type: 'branch', paths, default: { nodes: [], label: 'other' } });
const is = (value: string): Json => ['data.plan', 'is equal', value];

describe('node branch', () => {
  test.each<[string, object]>([
    ['gold', { path: 0, label: 'Gold', judgements: [{ result: true }] }],
    ['silver', { path: 1, judgements: [{ result: false }, { result: true }] }],
    ['none', { path: 2, label: 'other', judgements: [{ result: false }, { result: false }] }],
  ])('N-20 N-28 branch: the first path that matches, or the default: %s', (plan, expected) => {
    const node = branch(path(is('gold'), { label: 'Gold' }), path({ OR: [is('silver'), is('gold')] }));
    const prepared = preparedNode(node, { plan });
    expect(prepared).toMatchObject({ kind: 'branches', ...expected });
  });

  test.each<[JsonObject, string]>([
    [{ type: 'branch', paths: [path(is('a'))] }, 'nodes.1.default: '],
    [{ type: 'branch', paths: [path(is('a'))], default: {} }, 'nodes.1.default.nodes: '],
    [{ type: 'branch', default: { nodes: [] } }, 'nodes.1.paths: '],
    [branch(), 'nodes.1.paths: needs at least one path'],
    [branch(...Array(101).fill(path(is('a')))), 'nodes.1.paths: holds more than 100 paths'],
    [branch({ conditions: is('a') }), 'nodes.1.paths.0.nodes: '],
    [branch(path(['data.plan', 'is'])), 'nodes.1.paths.0.conditions: "is" is not an operator'],
    [branch(path({ AND: [is('a'), [] as Json] })), 'nodes.1.paths.0.conditions.AND.1: must be texts'],
    [branch(path(is('a'), { label: 5 })), 'nodes.1.paths.0.label: '],
  ])('N-20 branch: %j is refused', (node, message) => {
    expect(() => compiledNode(node)).toThrow(message);
  });

  it('N-06 branch: a path that leads nowhere is no error, only false', () => {
    expect(preparedNode(branch(path(['data.gone.deeper', 'is equal', 'x'])))).toMatchObject({
      kind: 'branches',
      path: 1,
    });
  });
});
