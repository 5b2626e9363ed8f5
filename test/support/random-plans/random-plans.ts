import fc from 'fast-check';

import { guard } from './guard.ts';
import { stepAt } from './step.ts';
import { RANDOM_DATA } from './world.ts';

/** What a run is asked for with, its data apart. */
const request = fc.record(
  {
    recipient: fc.constantFrom('ada', 'mute'),
    template: fc.constant('WELCOME'),
    profile: fc.constantFrom<object>(
      { plan: 'gold', email: 'run@example.com' },
      { plan: 'gold', tenant_id: 'acme' },
      { plan: 'gold', context: { tenant_id: 'nowhere' } },
    ),
  },
  { requiredKeys: [] },
);

/** The body of an ad-hoc invoke. */
export interface RandomPlan {
  data: object;
  automation: { cancelation_token: string; steps: object[] };
}

/** Bodies of ad-hoc invokes that use all there is, seeded: the same seed gives the same plans. `base`: now, in milliseconds. */
export function randomPlans(count: number, seed: number, base: number): RandomPlan[] {
  const plan = fc.tuple(steps(base), request).map(([list, context]) => ({
    ...context,
    data: RANDOM_DATA,
    automation: { cancelation_token: 'random', steps: list },
  }));
  return fc.sample(plan, { numRuns: count, seed });
}

/** Some steps, the first of which has a name. */
const steps = (base: number) =>
  fc.array(fc.tuple(stepAt(base), guard), { minLength: 1, maxLength: 5 }).map((pairs) =>
    pairs.map(([fields, condition], order) => ({
      ...fields,
      ...(condition && { if: condition }),
      ...(order === 0 && { ref: 'first' }),
    })),
  );
