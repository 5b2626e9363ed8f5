import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { simulateNodes } from '../../../support/simulation/simulate-body.ts';

const exit = { type: 'exit' };
const wait = { type: 'delay', mode: 'duration', duration: 'PT1H' };
const schema = {
  properties: { plan: { enum: ['gold', 'free'] }, vip: { type: 'boolean' }, total: { type: 'number' } },
};
const is = (path: string, value: string) => [`data.${path}`, 'is equal', value];
const fetch = { type: 'fetch', method: 'get', url: 'https://example.com' };
const branch = (...conditions: unknown[]) => ({
  type: 'branch',
  paths: conditions.map((written) => ({ conditions: written, nodes: [wait] })),
  default: { nodes: [wait] },
});

const DATA = { schema, data: { plan: 'gold', vip: true, total: 1 } };
const atoms = fc.constantFrom(is('plan', 'gold'), is('plan', 'silver'), is('vip', 'yes'), is('total', 'many'));
const journeys = fc.record({
  nodes: fc.array(
    fc.oneof(
      atoms.map((conditions) => ({ ...wait, conditions })),
      atoms.map((conditions) => branch(conditions)),
      fc.constantFrom('overwrite', 'none').map((merge_strategy) => ({ ...fetch, merge_strategy })),
    ),
    { minLength: 2, maxLength: 6 },
  ),
  answer: fc.record({ body: fc.constant({ plan: 'silver', vip: 'yes', total: 'many' }) }),
});
const BY_SCHEMA = ' by data that fit the schema';
const identified = (node: object, index: number) => ({ ...node, id: `top-${index}` });

async function warningsOf(nodes: object[]): Promise<string[]> {
  const { warnings } = await simulateNodes(nodes, { schema, data: { plan: 'gold', vip: true, total: 1 } });
  const told = warnings.map(({ step, message }) => `${step}: ${message}`);
  return told.filter((line) => !line.includes('reads'));
}

describe('unreachable', () => {
  it.each<[string, object[], string[]]>([
    ['nothing where all may happen', [branch(is('plan', 'gold')), exit], []],
    ['nodes behind an exit', [exit, wait], ['n2: no run reaches it']],
    [
      'a path behind one that is always taken',
      [
        branch(
          {
            OR: [
              ['data.x', 'exists'],
              ['data.x', 'does not exist'],
            ],
          },
          is('plan', 'gold'),
        ),
      ],
      ['n1: path 1 is never taken', 'n1: its default is never taken', 'n3: no run reaches it', 'n4: no run reaches it'],
    ],
    [
      'a path with the conditions of an earlier one',
      [branch(is('plan', 'gold'), is('plan', 'gold'))],
      ['n1: path 1 is never taken', 'n3: no run reaches it'],
    ],
    [
      'a path that asks for a value that the schema has not',
      [branch(is('plan', 'silver'))],
      ['n1: path 0 is never taken', 'n2: no run reaches it'].map((line) => `${line}${BY_SCHEMA}`),
    ],
    [
      'conditions of a node that contradict each other',
      [{ ...wait, conditions: { AND: [is('plan', 'gold'), is('plan', 'free')] } }],
      ['n1: its conditions never hold'],
    ],
    [
      'a boolean that is neither',
      [{ ...wait, conditions: is('vip', 'yes') }],
      ['n1: its conditions never hold by data that fit the schema'],
    ],
    [
      'a number that is none',
      [{ ...wait, conditions: is('total', 'many') }],
      ['n1: its conditions never hold by data that fit the schema'],
    ],
    ['no number written otherwise', [{ ...wait, conditions: { AND: [is('total', '1'), is('total', '1.0')] } }], []],
  ])('DR-08 unreachable: %s', async (_, nodes, expected) => {
    expect(await warningsOf(nodes)).toEqual(expected);
  });

  it('DR-08 unreachable: nothing that happens to the run is warned of, though its data do not fit the schema', async () => {
    const context = { schema, data: { plan: 'silver', vip: 'yes', total: 'many' } };
    const nodes = [{ ...wait, conditions: is('vip', 'yes') }, branch(is('plan', 'silver'))];
    const { warnings } = await simulateNodes(nodes, context);
    expect(warnings).toEqual([]);
  });

  it('DR-08 unreachable: objects of an enum are the same in whatever order their keys stand', async () => {
    const sizes = { properties: { size: { enum: [{ a: 1, b: 2 }] } } };
    const asks = (value: string) => ({ ...wait, conditions: is('size', value) });
    const nodes = [asks('{"b":2,"a":1}'), asks('{"b":2}'), asks('{"a":')];
    const { warnings } = await simulateNodes(nodes, { schema: sizes, data: {} });
    expect(warnings.map(({ step }) => step)).toEqual(['n2', 'n3']);
  });

  it('DR-08 unreachable: nothing that is warned of happens, whatever data the nodes before it bring', async () => {
    const warned = new Set<string>();
    for (const { nodes, answer } of fc.sample(journeys, { numRuns: 300, seed: 8 })) {
      const fetches = nodes.flatMap((node, index) => (node.type === 'fetch' ? [[`top-${index}`, answer]] : []));
      const assume = { fetches: Object.fromEntries(fetches) } as never;
      const { entries, warnings } = await simulateNodes(nodes.map(identified), DATA, { assume });
      for (const { message } of warnings) warned.add(message.replace(BY_SCHEMA, ''));
      const told = new Set(warnings.map((warning) => `${warning.step}: ${warning.message}`));
      const never = (line: string) => told.has(line) || told.has(line + BY_SCHEMA);
      for (const { id, condition, context } of entries) {
        const label = context.branch?.label;
        const path = `path ${context.branch?.path}${label === undefined ? '' : ` (${label})`}`;
        expect(never(`${id}: no run reaches it`)).toBe(false);
        expect(never(`${id}: ${path} is never taken`)).toBe(false);
        if (condition && 'result' in condition && condition.result)
          expect(never(`${id}: its conditions never hold`)).toBe(false);
      }
    }
    for (const message of ['no run reaches it', 'path 0 is never taken', 'its conditions never hold'])
      expect(warned).toContain(message);
  });
});
