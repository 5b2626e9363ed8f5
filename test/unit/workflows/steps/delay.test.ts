import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../workflows/contracts/step-activities.ts';
import { delay } from '../../../../workflows/steps/delay.ts';
import { FakeRunContext } from '../../../support/fake-run-context.ts';

describe('workflow step delay', () => {
  it('A-20 delay: sleeps until the instant that the activity decided', async () => {
    const run = new FakeRunContext([{ kind: 'waits', until: 30 * 86_400_000 }]);
    expect(await delay(0, run)).toEqual({ kind: 'waits', until: 30 * 86_400_000 });
    expect(run.asked).toEqual(['perform 0', 'show 0 waits', 'sleep 0 until 2592000000']);
    expect(run.now()).toBe(30 * 86_400_000);
  });

  it.each<Outcome>([
    { kind: 'processed' },
    { kind: 'skipped', reason: 'its condition is false' },
    { kind: 'failed', reason: 'delay needs duration or until' },
    { kind: 'closed' },
  ])('A-20 delay: does not sleep when the activity says $kind', async (outcome) => {
    const run = new FakeRunContext([outcome]);
    expect(await delay(0, run)).toEqual(outcome);
    expect(run.asked).toEqual(['perform 0']);
  });
});
