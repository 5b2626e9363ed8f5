import fc from 'fast-check';
import { expect, it } from 'vitest';

import { messageIdOf } from '../../../../activities/deliver/message-id.ts';
import type { Answer } from '../../../../activities/deliver/providers/provider.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';
import { acceptVirtually, RUN_ID } from '../../../support/virtual.ts';

const HOUR_MS = 60 * 60_000;
const away: Answer = { kind: 'transient', answer: '451 later' };
const send = { action: 'send', message: { to: { email: 'ada@x.io' }, content: { title: 'T', body: 'B' } } };

/** How far the worker's clock is from Temporal's, at each of its passes. */
const jumps = fc.array(fc.integer({ min: -12 * HOUR_MS, max: 12 * HOUR_MS }), { minLength: 12, maxLength: 12 });

it('F-13 a worker whose clock jumps, forward and back, loses nothing and doubles nothing', async () => {
  const property = fc.asyncProperty(jumps, async (offsets) => {
    const provider = new FakeProvider('fake', [away, away]);
    const rows = new MemoryRows();
    rows.providers.push(provider.configured());
    const clock = { time: 0 };
    const request = { automation: { steps: [send] } };
    const { activities, call } = acceptVirtually(request, { rows, providers: [provider], now: () => clock.time });
    let temporal = Date.parse('2026-06-01T00:00:00Z');
    const messageId = messageIdOf(RUN_ID, 0);
    const outcome = await activities.deliver({ ...call(), at: temporal });
    let until = outcome.kind === 'processed' ? outcome.resumesAt : undefined;
    for (const offset of offsets) {
      if (until === undefined) break;
      expect(until - temporal).toBeLessThan(24 * HOUR_MS);
      temporal = Math.max(temporal, until);
      clock.time = temporal + offset;
      const next = await activities.deliverMessage({ messageId, at: temporal });
      until = next.kind === 'waits' ? next.until : undefined;
    }
    expect(rows.messages.get(messageId)?.status).toBe('SENT');
    expect([until, provider.parcels.length]).toEqual([undefined, 3]);
  });
  await fc.assert(property, { seed: 20261121, numRuns: 200 });
});
