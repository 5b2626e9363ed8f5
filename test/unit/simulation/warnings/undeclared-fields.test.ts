import { describe, expect, it } from 'vitest';

import { simulateNodes } from '../../../support/simulation/simulate-body.ts';

const schema = {
  properties: { total: { type: 'number' }, order: { properties: { id: {} } }, any: { type: 'object' } },
};
const exit = { type: 'exit' };
const fetch = (more: object) => ({
  type: 'fetch',
  method: 'get',
  url: 'https://a.io/',
  merge_strategy: 'none',
  ...more,
});

async function readsOf(nodes: object[], declared: object | undefined = schema): Promise<string[]> {
  const { warnings } = await simulateNodes(nodes, { schema: declared as never });
  return warnings.flatMap(({ step, message }) =>
    message.startsWith('reads') ? [`${step} ${message.split(',')[0]}`] : [],
  );
}

describe('undeclared fields', () => {
  it.each<[string, object[], string[]]>([
    ['what is declared', [{ ...exit, conditions: undefined }, fetch({ url: 'https://a.io/{{data.total}}' })], []],
    ['a reference', [fetch({ url: 'https://a.io/{{data.nr}}?b={{data.order.id}}' })], ['n1 reads data.nr']],
    [
      'a reference in an object',
      [fetch({ method: 'post', body: { x: { $ref: 'data.order.nr' } } })],
      ['n1 reads data.order.nr'],
    ],
    ['its own conditions', [fetch({ conditions: ['data.nr', 'exists'] })], ['n1 reads data.nr']],
    [
      'the conditions of a path',
      [{ type: 'branch', paths: [{ conditions: ['data.nr', 'exists'], nodes: [] }], default: { nodes: [] } }],
      ['n1 reads data.nr'],
    ],
    ['what lies in an object that may hold anything', [fetch({ url: '{{data.any.thing}}' })], []],
    ['other roots', [fetch({ url: '{{profile.nr}}' })], []],
    [
      'nothing after an answer was merged into the data',
      [fetch({ merge_strategy: 'overwrite', url: '{{data.one}}' }), fetch({ url: '{{data.two}}' })],
      ['n1 reads data.one'],
    ],
  ])('DR-07 undeclared fields: %s', async (_, nodes, expected) => {
    expect(await readsOf(nodes)).toEqual(expected);
  });

  it('DR-07 undeclared fields: without a schema, or with one that says more than its properties, nothing is known', async () => {
    const nodes = [fetch({ url: '{{data.nr}}' })];
    expect(await readsOf(nodes, { allOf: [{ required: ['nr'] }], properties: {} })).toEqual([]);
    expect((await simulateNodes(nodes)).warnings).toEqual([]);
  });
});
