import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type CompiledNode, linkNodes } from '../../../../language/compile/link-nodes.ts';
import type { NodeStep } from '../../../../language/plan.ts';
import { nextOf } from '../../../../workflows/contracts/next-of.ts';

const stepOf = (action: NodeStep['action'], id: string): NodeStep => {
  return { type: 'node', id, action, fields: {}, ahead: { templates: [], users: [] } };
};

/** Trees of delays, exits and branches, in which every node has an id of its own. */
const trees = fc.letrec<{ nodes: CompiledNode[]; node: CompiledNode }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4, depthIdentifier: 'journey' }),
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'journey' },
    fc.uuid().map((id) => ({ step: stepOf('delay', id) })),
    fc.uuid().map((id) => ({ step: stepOf('exit', id) })),
    fc
      .tuple(fc.uuid(), fc.array(tie('nodes'), { minLength: 1, maxLength: 3 }))
      .map(([id, paths]) => ({ step: stepOf('branch', id), paths })),
  ),
}));

/** What the author means by the tree: the ids that are reached, and whether the run was ended. */
function meant(nodes: readonly CompiledNode[], choose: (id: string, paths: number) => number): [string[], boolean] {
  const reached: string[] = [];
  for (const { step, paths } of nodes) {
    reached.push(step.id);
    if (step.action === 'exit') return [reached, true];
    const [within, isOver] = paths ? meant(paths[choose(step.id, paths.length)] ?? [], choose) : [[], false];
    reached.push(...within);
    if (isOver) return [reached, true];
  }
  return [reached, false];
}

/** What whoever walks the plan reaches. */
function walked(steps: readonly NodeStep[], choose: (id: string, paths: number) => number): string[] {
  const reached: string[] = [];
  for (let order = 0; order < steps.length; ) {
    const step = steps[order] as NodeStep;
    reached.push(step.id);
    const { id, paths = [] } = step;
    order = nextOf(step, order, paths.length > 0 ? { kind: 'branches', path: choose(id, paths.length) } : undefined);
  }
  return reached;
}

describe('linkNodes', () => {
  it('J-05 links: a walk over the plan reaches what the tree means, whichever paths are chosen', () => {
    fc.assert(
      fc.property(trees.nodes, fc.nat(), (nodes, seed) => {
        const choose = (id: string, paths: number) => (Number.parseInt(id.slice(0, 6), 16) + seed) % paths;
        expect(walked(linkNodes(nodes), choose)).toEqual(meant(nodes, choose)[0]);
      }),
      { numRuns: 500 },
    );
  });

  it('J-05 links: a node that is followed by the next one is not told so', () => {
    const [first, second] = linkNodes([{ step: stepOf('delay', 'a') }, { step: stepOf('exit', 'b') }]);
    expect([first?.next, second?.next]).toEqual([undefined, undefined]);
  });
});
