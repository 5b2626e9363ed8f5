import { describe, expect, it } from 'vitest';

import { isLast, runStatusOf, type StepOutcome, stepStatusOf } from '../../../../activities/step/run-status.ts';
import type { NodeStep } from '../../../../language/plan.ts';

const outcomes: [outcome: StepOutcome, step: string, midway: string, atEnd: string][] = [
  [{ kind: 'processed' }, 'PROCESSED', 'PROCESSING', 'PROCESSED'],
  [{ kind: 'branches', path: 1 }, 'PROCESSED', 'PROCESSING', 'PROCESSED'],
  [{ kind: 'ends' }, 'PROCESSED', 'PROCESSED', 'PROCESSED'],
  [{ kind: 'skipped', reason: 'r' }, 'SKIPPED', 'PROCESSING', 'PROCESSED'],
  [{ kind: 'failed', reason: 'r' }, 'ERROR', 'ERROR', 'ERROR'],
  [{ kind: 'missed', reason: 'r' }, 'ERROR', 'PROCESSING', 'PROCESSED'],
  [{ kind: 'throttled', reason: 'r' }, 'THROTTLED', 'THROTTLED', 'THROTTLED'],
  [{ kind: 'waits', until: 1 }, 'WAITING', 'WAITING', 'WAITING'],
  [{ kind: 'gathers', until: 1 }, 'WAITING', 'WAITING', 'WAITING'],
];

describe('where a run stands after a step', () => {
  it.each(outcomes)('J-41 run status: after %j the step is %s, its run %s, and after the last step %s', (...row) => {
    const [outcome, step, midway, atEnd] = row;
    const found = [stepStatusOf(outcome), runStatusOf(outcome, false), runStatusOf(outcome, true)];
    expect(found).toEqual([step, midway, atEnd]);
  });
});

describe('the end of a plan', () => {
  const ahead = { templates: [], users: [] };
  const nodeWith = (links: Partial<NodeStep>): NodeStep => {
    return { type: 'node', id: 'n', action: 'branch', fields: {}, ahead, ...links };
  };

  it.each([
    [0, false],
    [1, true],
  ])('J-41 end of a plan: of two steps, that at %d is the last: %s', (order, last) => {
    const step = { id: 's', action: 'delay', fields: {}, ahead } as const;
    expect(isLast({ step, planLength: 2 }, order)).toBe(last);
  });

  it.each<[string, Partial<NodeStep>, StepOutcome, boolean]>([
    ['goes on with the one after it', {}, { kind: 'processed' }, false],
    ['goes on past the end', { next: 4 }, { kind: 'processed' }, true],
    ['takes a path with nodes', { paths: [3, 4] }, { kind: 'branches', path: 0 }, false],
    ['takes an empty path with nothing after it', { paths: [3, 4] }, { kind: 'branches', path: 1 }, true],
  ])('J-41 end of a plan: a node that %s', (_, links, outcome, last) => {
    expect(isLast({ step: nodeWith(links), planLength: 4 }, 2, outcome)).toBe(last);
  });
});
