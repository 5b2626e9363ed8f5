import { expect, it } from 'vitest';

import type { PacedCalls } from '../../../../activities/deliver/paced-calls.ts';
import { Attempts } from '../../../../activities/lists/attempts.ts';
import type { HeldDelivery } from '../../../../activities/lists/held-delivery.ts';

const provider = { id: 'p', version: 1, provider: 'smtp', channels: ['email'], settings: {} } as never;
const held = (n: number): HeldDelivery => ({
  messageId: `m${n}`,
  channel: 'email',
  attempt: 1,
  address: `u${n}@example.com`,
  rendered: {},
  providers: [provider],
  answers: [],
  isInDoubt: false,
  elapsedMs: 0,
});

it('row 17 attempts: a worker that leaves begins no further call of its chunk, and gives the rest back', async () => {
  const leaving = new AbortController();
  let calls = 0;
  const attempts = new Attempts({
    callProvider: async () => {
      calls += 1;
      if (calls === 10) leaving.abort();
      return { kind: 'sent', answer: '250 OK' };
    },
    pacedCalls: { slots: async () => [] } as unknown as PacedCalls,
    ledger: { isWanted: async () => true },
    mock: false,
    signal: new AbortController().signal,
    leaving: leaving.signal,
    now: Date.now,
    leaseMs: 45_000,
  });
  const settled = await attempts.make(Array.from({ length: 50 }, (_, n) => held(n)));
  const outcomes = settled.map(({ settlement: { outcome } }) => outcome);
  expect(calls).toBe(10);
  expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'deferred')).toHaveLength(40);
  expect(settled.at(-1)?.settlement).toMatchObject({ answer: 'its turn did not come in time' });
});
