import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { cancelSignal, releaseSignal } from '../../workflows/contracts/signals.ts';
import type { Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import { BATCH, historiesOf, startGathering } from '../support/journeys/gathering.ts';
import { ownNamespace } from '../support/namespace.ts';

const MOMENT = 5;
const YEAR = 365 * 24 * 60 * 60_000;
/** Of a history: what fifty waits are, with some for the nodes around the batch. */
const MOST_EVENTS = 400;
/** So many waits a workflow takes; the next one is the first of another. */
const SEAM = 50;

Runtime.install({ logger: new DefaultLogger('ERROR') });

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let gathering: Awaited<ReturnType<typeof startGathering>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  gathering = await startGathering(temporal);
});

afterAll(async () => {
  await gathering.stop();
  await temporal.close();
});

const until = ({ at }: StepCall, ms: number): Outcome => ({ kind: 'gathers', until: at + ms });

describe('batches whose end is put off', () => {
  it('row 7 N-62 of a thousand times each is waited for, in histories none of which is long', {
    timeout: 170_000,
  }, async () => {
    let putOff = 0;
    const { workflowId, lines } = await gathering.carryOut(async (call) => {
      putOff += 1;
      return putOff <= 1_000 ? until(call, MOMENT) : { kind: 'processed' };
    });
    const histories = await historiesOf(temporal.client, workflowId);
    expect(histories.length).toBeGreaterThanOrEqual(900 / SEAM);
    expect(Math.max(...histories.map(({ events }) => events?.length ?? 0))).toBeLessThan(MOST_EVENTS);
    const last = await temporal.client.workflow.getHandle(workflowId).describe();
    expect(await last.staticSummary()).toBe('a batch');
    expect(lines).toEqual([
      '1 · trigger api-invoke · PROCESSED',
      '2 · batch PT1M · PROCESSED',
      '3 · exit · PROCESSED · the run ends here',
    ]);
  });

  const seams = [SEAM - 1, SEAM, SEAM + 1, SEAM + 2];

  it.each(seams)(
    'N-62 a release that comes beside call %i, where one workflow follows another, ends the wait',
    async (seam) => {
      const { lines } = await gathering.carryOut(async (call, calls) => {
        if (calls < seam) return until(call, MOMENT);
        if (calls > seam) return { kind: 'processed' };
        await temporal.client.workflow.getHandle(call.runId).signal(releaseSignal, BATCH);
        return until(call, YEAR);
      });
      expect(lines.at(-1)).toBe('3 · exit · PROCESSED · the run ends here');
    },
  );

  it.each(seams)(
    'J-65 a cancel that comes beside call %i, where one workflow follows another, is the end',
    async (seam) => {
      const { lines } = await gathering.carryOut(async (call, calls) => {
        if (calls < seam) return until(call, MOMENT);
        // The row says so before the signal comes.
        if (calls > seam) return { kind: 'closed' };
        await temporal.client.workflow.getHandle(call.runId).signal(cancelSignal);
        return until(call, YEAR);
      });
      expect(lines.at(-1)).toBe('3 · exit · to come');
    },
  );
});
