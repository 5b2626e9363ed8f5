import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../workflows/contracts/step-activities.ts';
import { send } from '../../../../workflows/steps/send.ts';
import { FakeRunContext } from '../../../support/fake-run-context.ts';

describe('send', () => {
  it('N-55 send: a message that waits is handed over, and the step is over', async () => {
    const outcome: Outcome = { kind: 'processed', messageId: '1-aa', resumesAt: 5_000 };
    const run = new FakeRunContext([outcome]);
    expect(await send(0, run)).toEqual(outcome);
    expect(run.asked).toEqual(['deliver 0', 'hand over 1-aa at 5000']);
  });

  it.each<Outcome>([
    { kind: 'processed', messageId: '1-aa' },
    { kind: 'skipped', reason: 'its condition is false' },
    { kind: 'failed', reason: 'send needs a template' },
    { kind: 'closed' },
  ])('N-55 send: after %j there is nothing to hand over', async (outcome) => {
    const run = new FakeRunContext([outcome]);
    expect(await send(0, run)).toEqual(outcome);
    expect(run.asked).toEqual(['deliver 0']);
  });
});
