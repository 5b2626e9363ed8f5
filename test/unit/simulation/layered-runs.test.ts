import { expect, it } from 'vitest';

import { MemoryLookups } from '../../../platform/memory/memory-lookups.ts';
import { simulateSteps } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

it('DR-11 layered runs: updates of a user who is stored add up', async () => {
  const stored = memoryRows();
  stored.profiles.set('zoe', { email: 'zoe@example.com', seat: 1 });
  const update = (profile: object) => ({
    action: 'update-profile',
    recipient_id: { $ref: 'data.who' },
    profile,
    merge: 'overwrite',
  });
  const rows = memoryRows();
  const steps = [update({ plan: 'free' }), update({ seat: 2 }), update({ tone: 'short' })];
  await simulateSteps(steps, { data: { who: 'zoe' } }, { rows, lookups: new MemoryLookups(stored) });
  expect(rows.profiles.get('zoe')).toEqual({ email: 'zoe@example.com', seat: 2, plan: 'free', tone: 'short' });
  expect(stored.profiles.get('zoe')).toEqual({ email: 'zoe@example.com', seat: 1 });
});
