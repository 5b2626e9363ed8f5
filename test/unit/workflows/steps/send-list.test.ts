import { describe, expect, it } from 'vitest';

import { sendList } from '../../../../workflows/steps/send-list.ts';
import { FakeRunContext } from '../../../support/fake-run-context.ts';

describe('step send-list', () => {
  it('A-23 send-list: is begun by the activity, and then everyone is tried', async () => {
    const run = new FakeRunContext([{ kind: 'spreads', messageId: 'm' }]);
    expect(await sendList(0, run)).toEqual({ kind: 'processed', messageId: 'm' });
    expect(run.asked).toEqual(['perform 0', 'show 0 spreads', 'spread 0 m']);
  });

  it.each([
    { kind: 'skipped', reason: 'if is false' },
    { kind: 'failed', reason: 'no template' },
    { kind: 'closed' },
  ] as const)('A-23 send-list: nobody is tried when it is %j', async (outcome) => {
    const run = new FakeRunContext([outcome]);
    expect(await sendList(0, run)).toEqual(outcome);
    expect(run.asked).toEqual(['perform 0']);
  });
});
