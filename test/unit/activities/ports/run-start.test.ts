import { expect, test } from 'vitest';

import { startOf } from '../../../../activities/ports/run-start.ts';
import { skeletonOf } from '../../../../language/compile/skeleton.ts';
import type { Plan } from '../../../../language/plan.ts';

const plan: Plan = { v: 1, steps: [] };
const run = { id: '1-a', environmentId: 'test', kind: 'automation' as const, plan };
const skeleton = skeletonOf(plan);

test('A-07 run-start: tells its template, its recipient and its token, and nothing of its data', () => {
  const context = { data: { secret: 1 }, profile: { email: 'ada@example.com' }, recipient: 'ada' };
  const start = startOf({ ...run, automationId: 'welcome', cancelationToken: 't', context });
  const told = { template: 'welcome', recipient: 'ada', cancelationToken: 't', skeleton };
  expect(start).toStrictEqual({ id: '1-a', environmentId: 'test', kind: 'automation', ...told });
});

test('A-07 run-start: what a row holds null for is not told', () => {
  const row = { automationId: null, cancelationToken: null, context: { recipient: null } };
  expect(startOf({ ...run, ...row })).toEqual({ id: '1-a', environmentId: 'test', kind: 'automation', skeleton });
});
