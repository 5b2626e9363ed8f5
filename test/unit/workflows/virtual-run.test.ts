import { describe, expect, it } from 'vitest';

import { runVirtually } from '../../support/virtual.ts';

const AT = Date.parse('2026-01-01T00:00:00Z');
const THIRTY_DAYS = 30 * 86_400_000;
const send = { action: 'send', message: { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } } };

describe('virtual run', () => {
  it('A-20 virtual run: 30 days pass in no time, and exactly', async () => {
    const { run, endedAt, shown } = await runVirtually(
      { automation: { steps: [send, { action: 'delay', duration: '30 days' }, send] } },
      { at: AT },
    );
    expect(endedAt).toBe(AT + THIRTY_DAYS);
    expect(run.status).toBe('PROCESSED');
    expect(
      shown.map(({ order, outcome, at }) => `${order} ${outcome.kind} after ${(at - AT) / 86_400_000} days`),
    ).toEqual([
      '0 processed after 0 days',
      '1 waits after 0 days',
      '1 processed after 30 days',
      '2 processed after 30 days',
    ]);
  });

  it('J-44 virtual run: a run whose last step waits ends PROCESSED when the wait is over', async () => {
    const { run, endedAt } = await runVirtually({ automation: { steps: [{ action: 'delay', duration: '1 day' }] } });
    expect([run.status, run.steps.get(0)?.status, endedAt]).toEqual(['PROCESSED', 'PROCESSED', 86_400_000]);
  });

  it('T-12 virtual run: a past instant does not turn the clock back', async () => {
    const steps = [{ action: 'delay', until: '20240408T080910.123' }, send];
    const { run, endedAt } = await runVirtually({ automation: { steps } }, { at: AT });
    expect(endedAt).toBe(AT);
    expect([...run.steps.values()].map(({ status }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
  });
});
