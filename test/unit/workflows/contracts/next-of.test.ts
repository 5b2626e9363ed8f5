import { describe, expect, it } from 'vitest';

import type { SkeletonStep } from '../../../../language/plan.ts';
import { nextOf } from '../../../../workflows/contracts/next-of.ts';
import type { Outcome } from '../../../../workflows/contracts/step-activities.ts';

const branch: SkeletonStep = { type: 'node', action: 'branch', next: 7, paths: [3, 5, 7] };
const down = (path: number): Outcome => ({ kind: 'branches', path });

describe('nextOf', () => {
  it.each<[string, SkeletonStep | undefined, Outcome | undefined, number]>([
    ['a step of an automation: the one after it', { action: 'send' }, { kind: 'processed' }, 3],
    ['a step that the plan does not have', undefined, undefined, 3],
    ['a node: the one after it', { type: 'node', action: 'send' }, { kind: 'processed' }, 3],
    ['the last node of a path: what follows the branch', { type: 'node', action: 'send', next: 9 }, undefined, 9],
    ['a branch: the path that was taken', branch, down(1), 5],
    ['a branch that came to nothing: what follows it', branch, { kind: 'failed', reason: '' }, 7],
    ['a path that the branch does not have: what follows it', branch, down(8), 7],
    ['a plan that leads back: on', { type: 'node', action: 'send', next: 1 }, undefined, 3],
  ])('J-05 next-of: %s', (_, step, outcome, next) => {
    expect(nextOf(step, 2, outcome)).toBe(next);
  });
});
