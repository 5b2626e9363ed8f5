import { describe, expect, it } from 'vitest';

import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { runPlan } from '../../../workflows/interpreter.ts';
import { RunCanceled } from '../../../workflows/run-canceled.ts';
import { VirtualRun } from '../../../workflows/virtual-run.ts';
import { acceptVirtually, RUN_ID, runVirtually } from '../../support/virtual.ts';

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

  it('F-11 virtual run: canceled while it waits, it begins nothing more and keeps its time', async () => {
    const { run, rows, activities, skeleton, workflows } = acceptVirtually(
      { automation: { steps: [send, { action: 'delay', duration: '30 days' }, send] } },
      { at: AT },
    );
    const canceledMeanwhile = async (call: StepCall) => {
      const outcome = await activities.perform(call);
      await activities.cancel(call);
      workflows.cancel([RUN_ID]);
      return outcome;
    };
    const virtual = new VirtualRun(RUN_ID, { ...activities, perform: canceledMeanwhile }, AT);
    workflows.running.set(RUN_ID, virtual);
    await expect(runPlan(skeleton, virtual)).rejects.toBeInstanceOf(RunCanceled);
    expect([run.status, ...[...run.steps.values()].map(({ status }) => status)]).toEqual([
      'CANCELED',
      'PROCESSED',
      'CANCELED',
    ]);
    expect([virtual.now(), rows.messages.size]).toEqual([AT, 1]);
  });

  it('T-12 virtual run: a past instant does not turn the clock back', async () => {
    const steps = [{ action: 'delay', until: '20240408T080910.123' }, send];
    const { run, endedAt } = await runVirtually({ automation: { steps } }, { at: AT });
    expect(endedAt).toBe(AT);
    expect([...run.steps.values()].map(({ status }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
  });
});
