import { expect, it } from 'vitest';

import type { Plan } from '../../../../language/plan.ts';
import { stepNamed } from '../../../../simulation/assumptions/step-named.ts';

/** Its steps go by each other's names. */
const plan = {
  v: 1,
  steps: [
    { type: 'step', id: 'a' },
    { type: 'step', id: 'b', ref: 'a' },
    { type: 'step', id: '0', ref: 'c' },
    { type: 'node', id: 'd' },
  ],
} as unknown as Plan;

it.each([
  ['a', 1],
  ['b', 1],
  ['0', 2],
  ['1', 1],
  ['c', 2],
  ['d', 3],
  ['3', 3],
  ['4', undefined],
  ['1e0', undefined],
])('DR-03 step named: by ref before id, by id before order, %s is %s', (name, order) => {
  expect(stepNamed(plan, name)).toBe(order);
});
