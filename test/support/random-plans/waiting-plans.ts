import { type RandomPlan, randomPlans } from './random-plans.ts';

const content = { title: 'For {{name}}', body: 'B' };
const delay = { duration: 3 * 24 * 60 * 60_000 };
const HELD = { action: 'send', message: { to: { email: 'ada@example.com' }, content, delay } };
const WAIT = { action: 'delay', duration: '2 days' };

/** Random plans that wait, which others do seldom, and a message of theirs longer than the run may. */
export function waitingPlans(...[count, seed, base]: Parameters<typeof randomPlans>): RandomPlan[] {
  return randomPlans(count, seed, base).map(({ automation, ...plan }) => {
    const steps = automation.steps.toSpliced(1, 0, HELD, WAIT);
    return { ...plan, automation: { ...automation, steps } };
  });
}
