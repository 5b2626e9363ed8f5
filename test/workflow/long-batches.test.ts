import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { cancelSignal, releaseSignal } from '../../workflows/contracts/signals.ts';
import type { Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import { BATCH, historiesOf, startGathering } from '../support/journeys/gathering.ts';
import { ownNamespace } from '../support/namespace.ts';

const YEAR = 365 * 24 * 60 * 60_000;
/** A wait is a workflow task, a local activity and a timer. */
const EVENTS_OF_WAIT = 6;
/** So many waits a workflow takes; the next one is the first of another. */
const SEAM = 50;

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

/** Nearly all waits are over when they begin: those of a server take a second at least. */
const putOff = ({ at }: StepCall, calls: number): Outcome => ({
  kind: 'gathers',
  until: calls % SEAM === SEAM - 1 ? at + 50 : at,
});

describe('batches whose end is put off', { timeout: 60_000 }, () => {
  it('row 7 N-62 of a thousand times each is waited for, in histories none of which is long', async () => {
    const { workflowId, lines } = await gathering.carryOut(async (call, calls) =>
      calls <= 1_000 ? putOff(call, calls) : { kind: 'processed' },
    );
    const histories = await historiesOf(temporal.client, workflowId);
    const waits = histories.map(({ events }) => events?.filter((event) => event.markerRecordedEventAttributes).length);
    expect(waits.reduce<number>((sum, count = 0) => sum + count, 0)).toBeGreaterThan(1_000);
    // With the nodes around the batch.
    expect(Math.max(...waits.map((count = 0) => count)) * EVENTS_OF_WAIT).toBeLessThan(400);
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
        if (calls < seam) return putOff(call, calls);
        if (calls > seam) return { kind: 'processed' };
        await temporal.client.workflow.getHandle(call.runId).signal(releaseSignal, BATCH);
        return { kind: 'gathers', until: call.at + YEAR };
      });
      expect(lines.at(-1)).toBe('3 · exit · PROCESSED · the run ends here');
    },
  );

  it.each(seams)(
    'J-65 a cancel that comes beside call %i, where one workflow follows another, is the end',
    async (seam) => {
      const { lines } = await gathering.carryOut(async (call, calls) => {
        if (calls < seam) return putOff(call, calls);
        // The row says so before the signal comes.
        if (calls > seam) return { kind: 'closed' };
        await temporal.client.workflow.getHandle(call.runId).signal(cancelSignal);
        return { kind: 'gathers', until: call.at + YEAR };
      });
      expect(lines.at(-1)).toBe('3 · exit · to come');
    },
  );
});
