import { expect, it } from 'vitest';

import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

const day = { action: 'delay', duration: '1 day' };
const lost = { action: 'send', message: { to: { user_id: 'nobody' }, content: { title: 'T', body: 'B' } } };
const broken = { action: 'delay', until: { $ref: 'data.gone' } };
const cancel = { events: [{ type: 'cancel' as const, after: '1 hour' }] };

it.each([
  ['that ends well has none, whatever became of its messages', [lost], {}, 'PROCESSED', undefined],
  ['in ERROR has the one of its step', [day, broken], {}, 'ERROR', expect.stringContaining('until')],
  ['that is canceled has the one of its cancel', [day], cancel, 'CANCELED', 'canceled by a request'],
])('DR-01 timeline: of reasons a run %s', async (_, steps, assume, status, reason) => {
  const { run, entries } = await simulateSteps(steps, {}, { assume });
  expect([run.status, run.reason]).toEqual([status, reason]);
  expect(entries.at(-1)?.reason).toBeDefined();
});
