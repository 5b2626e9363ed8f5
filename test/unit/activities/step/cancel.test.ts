import { describe, expect, it } from 'vitest';

import { acceptVirtually, memoryRows, RUN_ID, runVirtually } from '../../../support/virtual.ts';

const delay = { action: 'delay', duration: '1 day' };
const cancel = { action: 'cancel', cancelation_token: `order-\${data.order}` };

/** Carries out a run of the token `order-7` while others of these tokens wait; how they stand then. */
async function among(tokens: (string | undefined)[], request: object = {}) {
  const rows = memoryRows();
  const others = await Promise.all(
    tokens.map(async (cancelation_token, place) => {
      const automation = { cancelation_token, steps: [delay] };
      const { run, activities, call } = acceptVirtually({ automation }, { rows, runId: `other-${place}` });
      await activities.perform(call());
      return run;
    }),
  );
  const automation = { cancelation_token: cancel.cancelation_token, steps: [cancel, delay] };
  const { run, errors } = await runVirtually({ data: { order: 7 }, automation, ...request }, { rows });
  expect(errors).toEqual([]);
  return { run, others, step: run.steps.get(0) };
}

describe('effect of cancel', () => {
  it('A-25 K-02 cancel: every other open run of the token ends with its wait, and says by whom', async () => {
    const { run, others, step } = await among(['order-7', 'order-8', 'order-7', undefined]);
    expect(others.map(({ status }) => status)).toEqual(['CANCELED', 'WAITING', 'CANCELED', 'WAITING']);
    const reason = `canceled by a step of run ${RUN_ID}`;
    expect(others[0]?.steps.get(0)).toMatchObject({ status: 'CANCELED', context: { reason } });
    expect([step?.status, step?.context, run.status]).toEqual(['PROCESSED', {}, 'PROCESSED']);
  });

  it('A-25 cancel: no match is no error', async () => {
    const { step, run } = await among([]);
    expect([step?.status, run.status]).toEqual(['PROCESSED', 'PROCESSED']);
  });

  it('X-06 cancel: without a token there is nothing to cancel, and the run is ERROR', async () => {
    const { step, run, others } = await among(['order-7', 'order-'], { data: {} });
    expect([step?.status, run.status]).toEqual(['ERROR', 'ERROR']);
    expect(step?.context.reason).toBe('cancelation_token: refers to nothing');
    expect(others.map(({ status }) => status)).toEqual(['WAITING', 'WAITING']);
  });

  it('A-25 cancel: asked again after a crash it cancels nobody who came later', async () => {
    const rows = memoryRows();
    const first = acceptVirtually({ data: { order: 7 }, automation: { steps: [cancel, delay] } }, { rows });
    expect(await first.activities.perform(first.call())).toEqual({ kind: 'processed' });
    const automation = { cancelation_token: 'order-7', steps: [delay] };
    const later = acceptVirtually({ automation }, { rows, runId: 'later' });
    expect(await first.activities.perform(first.call())).toEqual({ kind: 'processed' });
    expect(later.run.status).toBe('NOT PROCESSED');
  });

  it('E-15 cancel: a run that an event started ends no run that the same or a later event did, and any other', async () => {
    const rows = memoryRows();
    const automation = { cancelation_token: 'order-7', steps: [delay] };
    const places = [1, 2, 3, undefined];
    const others = places.map((eventSequence, place) => {
      return Object.assign(acceptVirtually({ automation }, { rows, runId: `other-${place}` }).run, { eventSequence });
    });
    const canceling = acceptVirtually({ data: { order: 7 }, automation: { steps: [cancel] } }, { rows });
    canceling.run.eventSequence = 2;
    await canceling.activities.perform(canceling.call());
    const untouched = 'NOT PROCESSED';
    expect(others.map(({ status }) => status)).toEqual(['CANCELED', untouched, untouched, 'CANCELED']);
  });

  it('A-25 J-65 cancel: the workflows of the canceled runs are told, of no other', async () => {
    const rows = memoryRows();
    const automation = { cancelation_token: 'order-7', steps: [delay] };
    for (const runId of ['b', 'a']) acceptVirtually({ automation }, { rows, runId });
    const canceling = acceptVirtually({ data: { order: 7 }, automation: { steps: [cancel] } }, { rows });
    const told: string[] = [];
    for (const runId of ['a', 'b', RUN_ID]) canceling.workflows.running.set(runId, { cancel: () => told.push(runId) });
    await canceling.activities.perform(canceling.call());
    expect(told).toEqual(['a', 'b']);
  });
});
