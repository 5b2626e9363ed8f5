import { describe, expect, it } from 'vitest';

import { StepTransaction } from '../../../../activities/step/step-transaction.ts';
import { MemoryRuns } from '../../../../platform/memory/memory-runs.ts';
import type { RecordedOutcome } from '../../../../workflows/contracts/step-activities.ts';
import { acceptVirtually, RUN_ID } from '../../../support/virtual.ts';

const delay = { action: 'delay', duration: '1 hour' };
const processed: RecordedOutcome = { kind: 'processed' };

/** The transaction over a run in memory, with an effect that counts how often it happened. */
function arrange(steps: object[], request: object = {}) {
  const { run, rows, call } = acceptVirtually({ automation: { steps }, ...request });
  const transaction = new StepTransaction(new MemoryRuns(rows));
  const effects: unknown[] = [];
  const carryOut = (order: number, outcome: RecordedOutcome = processed) =>
    transaction.run(call(order), async (ready) => {
      effects.push('fields' in ready && ready.fields);
      return { outcome };
    });
  return { run, rows, call, transaction, effects, carryOut };
}

describe('step transaction', () => {
  it.each(['CANCELED', 'PROCESSED', 'ERROR'])(
    'J-42 step transaction: nothing happens in a run that is %s',
    async (status) => {
      const { run, carryOut, effects } = arrange([delay]);
      run.status = status;
      expect(await carryOut(0)).toEqual({ kind: 'closed' });
      expect([run.status, run.steps.size, effects]).toEqual([status, 0, []]);
    },
  );

  it('A-10 step transaction: a run or a step that does not exist is closed', async () => {
    const { transaction, carryOut } = arrange([delay]);
    expect(await carryOut(1)).toEqual({ kind: 'closed' });
    const stranger = { runId: `${RUN_ID}0`, order: 0, at: 0 };
    expect(await transaction.run(stranger, async () => ({ outcome: processed }))).toEqual({ kind: 'closed' });
  });

  it('A-10 step transaction: a step that is over answers from memory', async () => {
    const { carryOut, effects } = arrange([delay, delay]);
    await carryOut(0, { kind: 'waits', until: 5 });
    expect(await carryOut(0, processed)).toEqual({ kind: 'waits', until: 5 });
    expect(effects).toHaveLength(1);
  });

  it('F-01 X-01 step transaction: a false guard skips the step, says why, and the run goes on', async () => {
    const { run, carryOut, effects } = arrange([{ ...delay, if: 'data.total > 100' }, delay], { data: { total: 5 } });
    expect(await carryOut(0)).toMatchObject({ kind: 'skipped' });
    expect(effects).toEqual([]);
    expect(run.status).toBe('PROCESSING');
    const { status, context } = run.steps.get(0) ?? {};
    expect(status).toBe('SKIPPED');
    const condition = { expression: 'data.total > 100', values: { 'data.total': 5 }, result: false };
    expect(context).toMatchObject({ condition, reason: expect.any(String) });
  });

  it('X-01 step transaction: a guard that breaks is ERROR, for step and run', async () => {
    const { run, carryOut, effects } = arrange([{ ...delay, if: 'data.missing.deep > 1' }, delay]);
    expect(await carryOut(0)).toMatchObject({ kind: 'failed' });
    expect([run.status, run.steps.get(0)?.status, effects]).toEqual(['ERROR', 'ERROR', []]);
  });

  it('X-01 step transaction: a guard that held is shown with what it saw', async () => {
    const { run, carryOut } = arrange([{ ...delay, if: 'recipient === "ada"' }], { recipient: 'ada' });
    await carryOut(0);
    expect(run.steps.get(0)?.context.condition).toMatchObject({ values: { recipient: 'ada' }, result: true });
  });

  it('X-03 step transaction: the effect is given fields whose references are resolved', async () => {
    const { carryOut, effects } = arrange([{ action: 'delay', duration: { $ref: 'data.wait' } }], {
      data: { wait: '3 days' },
    });
    await carryOut(0);
    expect(effects).toEqual([{ duration: '3 days' }]);
  });

  it('X-02 step transaction: a ref that was not sent yet has no status, and breaks no guard', async () => {
    const steps = [
      { ...delay, if: 'refs.later.status === undefined' },
      { action: 'send', ref: 'later', template: 'T' },
    ];
    const { carryOut } = arrange(steps);
    expect(await carryOut(0)).toEqual(processed);
  });

  it('J-44 step transaction: a wait is over once the next step moves', async () => {
    const { run, carryOut } = arrange([delay, delay]);
    await carryOut(0, { kind: 'waits', until: 5 });
    expect([run.status, run.steps.get(0)?.status]).toEqual(['WAITING', 'WAITING']);
    await carryOut(1);
    expect([run.status, run.steps.get(0)?.status]).toEqual(['PROCESSED', 'PROCESSED']);
  });

  it('F-08 step transaction: a step that broke is ERROR with its reason, and ends the run', async () => {
    const { run, call, transaction } = arrange([delay, delay]);
    const outcome = { kind: 'failed', reason: 'internal error (TypeError)' } as const;
    await transaction.fail(call(0), { outcome, isLastStep: false });
    expect(run.status).toBe('ERROR');
    expect(run.steps.get(0)).toMatchObject({ status: 'ERROR', context: { reason: 'internal error (TypeError)' } });
  });

  it.each([
    [{ verbatim: true } as const, 'missed', 'PROCESSING'],
    [{}, 'failed', 'ERROR'],
  ])('§11.1 step transaction: with %j a step that fails is %s, and its run %s', async (request, kind, status) => {
    const { run, carryOut } = arrange([delay, delay]);
    Object.assign(run.plan.steps[0] ?? {}, request);
    expect(await carryOut(0, { kind: 'failed', reason: 'r' })).toEqual({ kind, reason: 'r' });
    expect([run.status, run.steps.get(0)?.status]).toEqual([status, 'ERROR']);
  });

  it('§11.1 step transaction: who was accepted and is sent nothing is told so; others are not touched', async () => {
    const { rows, run, call, transaction } = arrange([delay, delay]);
    const accepted = { recipient: 'ada', status: 'ENQUEUED' as const, tags: [], history: [] };
    const mine = rows.addMessage({ id: 'mine', ...accepted }, call(0));
    const other = rows.addMessage({ id: 'other', ...accepted }, call(1));
    await transaction.fail(call(0), { outcome: { kind: 'missed', reason: 'r' }, isLastStep: false });
    expect([run.status, other.status]).toEqual(['PROCESSING', 'ENQUEUED']);
    expect(mine).toMatchObject({ status: 'UNDELIVERABLE', reason: 'FAILED', error: 'r' });
    await transaction.fail(call(1), { outcome: { kind: 'missed', reason: 'r' }, isLastStep: true });
    expect([run.status, other.status]).toEqual(['PROCESSED', 'UNDELIVERABLE']);
  });

  it('§11.1 step transaction: a run that ends with a step has no message that is still to be sent', async () => {
    const { rows, run, call, transaction } = arrange([delay, delay]);
    const accepted = { recipient: 'ada', status: 'ENQUEUED' as const, tags: [], history: [] };
    const later = rows.addMessage({ id: 'later', ...accepted }, call(1));
    await transaction.fail(call(0), { outcome: { kind: 'failed', reason: 'r' }, isLastStep: false });
    expect([run.status, later.status, later.error]).toEqual(['ERROR', 'UNDELIVERABLE', 'r']);
  });

  it('J-42 step transaction: a run that had ended is not failed any more', async () => {
    const { run, call, transaction } = arrange([delay]);
    run.status = 'CANCELED';
    await transaction.fail(call(0), { outcome: { kind: 'failed', reason: 'too late' }, isLastStep: true });
    expect([run.status, run.steps.size]).toEqual(['CANCELED', 0]);
  });

  it('J-42 step transaction: a run that closes during the effect stays as it is', async () => {
    const { run, call, transaction } = arrange([delay, delay]);
    const outcome = await transaction.run(call(0), async () => {
      run.status = 'CANCELED';
      return { outcome: processed };
    });
    expect([outcome, run.status]).toEqual([{ kind: 'closed' }, 'CANCELED']);
  });
});
