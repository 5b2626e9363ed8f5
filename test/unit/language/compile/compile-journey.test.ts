import { describe, expect, it, test } from 'vitest';

import { compileJourney, type JourneyCircumstances } from '../../../../language/compile/compile-journey.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import type { NodeStep } from '../../../../language/plan.ts';
import type { Problem } from '../../../../language/problem.ts';

const trigger = { id: 't', type: 'trigger', trigger_type: 'api-invoke' };
const delay = (id: string, more: JsonObject = {}): JsonObject => {
  return { id, type: 'delay', mode: 'duration', duration: '1 hour', ...more };
};
const path = (...nodes: JsonObject[]): JsonObject => ({ conditions: ['data.a', 'exists'], nodes });
const branch = (id: string, paths: JsonObject[], fallback: JsonObject[] = []): JsonObject => {
  return { id, type: 'branch', paths, default: { nodes: fallback } };
};

function compile(nodes: JsonObject[], more: Partial<JourneyCircumstances> = {}, token?: string) {
  return compileJourney({ nodes, cancelation_token: token }, { at: 0, ...more });
}

function problemsOf(...args: Parameters<typeof compile>): Problem[] {
  const { plan, problems } = compile(...args);
  expect(plan === undefined).toBe(true);
  return problems;
}

function stepsOf(nodes: JsonObject[], more: Partial<JourneyCircumstances> = {}): NodeStep[] {
  const { plan, problems } = compile(nodes, more);
  expect(problems).toEqual([]);
  return plan?.steps ?? [];
}

/** `d1 → 4`: where the run goes on, and of a branch where its paths begin. */
const shown = (steps: readonly NodeStep[]) =>
  steps.map(({ id, next, paths }) => [id, next, paths].filter((part) => part !== undefined));

describe('compileJourney', () => {
  it('J-05 journey: is compiled to a flat plan, each node as it is written, with what is known ahead', () => {
    const send = { id: 's', type: 'send', message: { template: 'welcome', data: { a: '{{data.a}}' } }, unknown: '{{' };
    const steps = stepsOf([trigger, { ...send, conditions: ['data.a', 'exists'] }], { recipient: 'ada' });
    expect(steps).toEqual([
      {
        type: 'node',
        id: 't',
        action: 'trigger',
        fields: { trigger_type: 'api-invoke' },
        ahead: { templates: [], users: [] },
        label: 'api-invoke',
      },
      {
        type: 'node',
        id: 's',
        action: 'send',
        conditions: { kind: 'atom', path: 'data.a', operator: 'exists' },
        fields: { message: send.message },
        ahead: { templates: ['welcome'], users: ['ada'] },
        label: 'welcome',
      },
    ]);
  });

  it('J-05 journey: paths meet again after their branch, an empty one points there', () => {
    const nested = branch('b2', [path(delay('d2')), path()], [delay('d3')]);
    const nodes = [trigger, branch('b1', [path(delay('d1')), path(nested)], []), delay('d4')];
    expect(shown(stepsOf(nodes))).toEqual([
      ['t'],
      ['b1', 6, [2, 3, 6]],
      ['d1', 6],
      ['b2', 6, [4, 6, 5]],
      ['d2', 6],
      ['d3'],
      ['d4'],
    ]);
  });

  it('J-05 journey: a branch that ends it points past the end, and so does an exit', () => {
    const exit = { id: 'e', type: 'exit', conditions: ['not', 'looked', 'at', 'all'] };
    expect(shown(stepsOf([trigger, branch('b', [path(exit, delay('d1'))]), delay('d2')]))).toEqual([
      ['t'],
      ['b', 4, [2, 4]],
      ['e', 5],
      ['d1'],
      ['d2'],
    ]);
    expect(shown(stepsOf([trigger, branch('b', [path()])]))).toEqual([['t'], ['b', [2, 2]]]);
  });

  it('J-28 journey: a run begins at the trigger that starts it, and passes over the others', () => {
    const segment = { id: 'g', type: 'trigger', trigger_type: 'segment', request_type: 'track' };
    const nodes = [segment, delay('d1'), trigger, delay('d2'), { ...segment, id: 'h' }, delay('d3')];
    expect(shown(stepsOf(nodes))).toEqual([['t'], ['d2'], ['d3']]);
    const starts = (fields: JsonObject) => fields.trigger_type === 'segment';
    expect(shown(stepsOf(nodes, { starts }))).toEqual([['g'], ['d1'], ['d2'], ['d3']]);
    expect(compile([segment, delay('d1')])).toMatchObject({ problems: [], triggers: [{ action: 'trigger' }] });
  });

  it('N-20 journey: the conditions of paths are kept parsed, with their labels', () => {
    const written = branch('b', [{ ...path(), label: 'A' }]);
    expect(stepsOf([trigger, { ...written, default: { nodes: [], label: 'B' } }])[1]?.fields).toEqual({
      paths: [{ conditions: { kind: 'atom', path: 'data.a', operator: 'exists' }, label: 'A' }],
      default: { label: 'B' },
    });
  });

  test.each<[JsonObject[], string, string]>([
    [[delay('d')], 'nodes', 'needs at least one trigger'],
    [[delay('d'), trigger], 'nodes.0', 'must be a trigger'],
    [
      [trigger, branch('b', [path({ ...trigger, id: 'u' })])],
      'nodes.1.paths.0.nodes.0',
      'a trigger can only stand at the top level',
    ],
  ])('J-05 journey: where triggers stand: %j', (nodes, at, message) => {
    expect(problemsOf(nodes)).toEqual([{ path: at, message }]);
  });

  test.each<[JsonObject[], string, string]>([
    [[trigger, delay('t')], 'nodes.1.id', 'is the id of nodes.0 already'],
    [[trigger, branch('b', [path(delay('b'))])], 'nodes.1.paths.0.nodes.0.id', 'is the id of nodes.1 already'],
  ])('J-07 journey: an id that is there twice: %j', (nodes, at, message) => {
    expect(problemsOf(nodes)).toEqual([{ path: at, message }]);
  });

  test.each(['', 'a b', 'ä', 'x'.repeat(65), '__proto__', 'constructor', 5])(
    'J-02 journey: an id that is not well-formed: %j',
    (id) => {
      expect(problemsOf([{ ...trigger, id } as JsonObject])).toEqual([
        { path: 'nodes.0.id', message: expect.any(String) },
      ]);
    },
  );

  it('J-02 journey: ids of 1 to 64 letters, digits, _ and - are accepted', () => {
    expect(stepsOf([{ ...trigger, id: '-' }, delay('a_B-9'), delay('x'.repeat(64))])).toHaveLength(3);
  });

  test.each<[JsonObject, string, string]>([
    [{ type: 'ai' }, 'nodes.1.type', '"ai" is not a node; it can be one of batch, branch, '],
    [{ type: 'cancel' }, 'nodes.1.type', '"cancel" is not a node'],
    [{}, 'nodes.1.type', 'must be one of batch'],
    [delay('d', { duration: '{{#x}}' }), 'nodes.1.duration', 'is not a reference'],
    [delay('d', { conditions: ['data.x', 'equals', 'y'] }), 'nodes.1.conditions', '"equals" is not an operator'],
    [branch('b', [{ conditions: [[]], nodes: [] }]), 'nodes.1.paths.0.conditions', 'must be texts'],
    [branch('b', [{ nodes: [] }]), 'nodes.1.paths.0.conditions', 'must be given'],
    [branch('b', [path(delay('d', { duration: 'soon' }))]), 'nodes.1.paths.0.nodes.0.duration', 'must be a duration'],
    [branch('b', [path()], [delay('d', { mode: 'x' })]), 'nodes.1.default.nodes.0.mode', 'Invalid'],
    [branch('b', [path('no node' as never)]), 'nodes.1.paths.0.nodes.0', 'must be an object'],
  ])('W-08 journey: the path leads to the fault: %j', (node, at, message) => {
    expect(problemsOf([trigger, { id: 'n', ...node }])).toEqual([
      { path: at, message: expect.stringContaining(message) },
    ]);
  });

  it('W-13 journey: null is as absent, and an unknown field is nothing', () => {
    const node = delay('d', { until: '{{', conditions: null, whatever: { $ref: 5 } });
    expect(stepsOf([{ ...trigger, schema: null }, node])[1]?.fields).toEqual({ mode: 'duration', duration: '1 hour' });
  });

  it('J-63 journey: a token that cannot be read is refused', () => {
    expect(problemsOf([trigger], {}, 'order-{{}}')).toEqual([
      { path: 'cancelation_token', message: expect.stringContaining('is not a reference') },
    ]);
    expect(compile([trigger], {}, 'order-{{data.id}}').problems).toEqual([]);
  });

  it('J-01 journey: holds 500 nodes, those in branches counted, and 10 branches in each other', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => delay(`d${index}`));
    expect(stepsOf([trigger, branch('b', [path(...many(498))])])).toHaveLength(500);
    expect(problemsOf([trigger, branch('b', [path(...many(499))])])).toEqual([
      { path: 'nodes', message: 'holds more than 500 nodes, those in branches counted' },
    ]);
    const deep = (depth: number): JsonObject =>
      depth === 0 ? delay('d') : branch(`b${depth}`, [path()], [deep(depth - 1)]);
    expect(stepsOf([trigger, deep(10)])).toHaveLength(12);
    expect(problemsOf([trigger, deep(11)])).toEqual([
      { path: `nodes.1${'.default.nodes.0'.repeat(11)}`, message: 'stands in more than 10 branches' },
    ]);
  });

  it('N-54 journey: what other rooms find wrong with a node is told, but not of a reference', () => {
    const node = (until: string) => ({ id: 's', type: 'send', message: { template: 'a', delay: { until } } });
    const inspect = ({ message }: JsonObject) => (message ? [{ path: 'message.delay.until', message: 'is bad' }] : []);
    expect(problemsOf([trigger, node('never')], { inspect })).toEqual([
      { path: 'nodes.1.message.delay.until', message: 'is bad' },
    ]);
    expect(stepsOf([trigger, node('{{data.when}}')], { inspect })).toHaveLength(2);
  });
});
