import { describe, expect, it } from 'vitest';

import { batch, message, send } from '../../../support/simulation/sample-steps.ts';
import { START, simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';

const DAY = 24 * 3_600_000;
const delay = (duration: string) => ({ action: 'delay', duration });
const wait = (duration: string) => ({ type: 'delay', mode: 'duration', duration });

describe('schedule events', () => {
  it('DR-03 schedule events: a run is canceled while it waits, after a time or at an instant', async () => {
    for (const when of [{ after: '3 days' }, { at: '2026-03-04T08:00:00Z' }]) {
      const assume = { events: [{ type: 'cancel', ...when }] } as never;
      const { run, entries, cost } = await simulateSteps(
        [send, delay('30 days'), { action: 'send', message }],
        {},
        { assume },
      );
      expect(run).toEqual({
        status: 'CANCELED',
        reason: 'canceled by a request',
        startedAt: START,
        endedAt: START + 3 * DAY,
      });
      expect(entries.map(({ status }) => status)).toEqual(['PROCESSED', 'CANCELED']);
      expect(cost).toEqual({ events: 11 - 1 + 2 + 6, actions: 2 + 2 + 1 });
    }
  });

  it('DR-03 schedule events: an event that comes too late is told to have come to nothing', async () => {
    const events = [
      { type: 'cancel', after: '2 days' },
      { type: 'batch_member', node: 'n2', after: 'PT1M' },
    ];
    const { run, warnings } = await simulateNodes([wait('PT1H'), batch()], {}, { assume: { events } as never });
    expect(run.status).toBe('PROCESSED');
    expect(warnings.map(({ message: told }) => told)).toEqual([
      'the batch_member at 2026-03-01T08:01:00.000Z: the node gathered nothing then',
      'the cancel at 2026-03-03T08:00:00.000Z: the run had ended',
    ]);
  });
});
