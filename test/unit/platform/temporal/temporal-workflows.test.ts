import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';

import { TemporalRunStarter } from '../../../../platform/temporal/temporal-run-starter.ts';
import { TemporalWorkflows } from '../../../../platform/temporal/temporal-workflows.ts';
import { eventually } from '../../../support/eventually.ts';
import { Gate } from '../../../support/gate.ts';

/** Temporal, as far as a signal goes: `receive` is what becomes of it. */
function workflows(receive: (runId: string) => Promise<void>) {
  const signals: string[] = [];
  const failures: string[] = [];
  const getHandle = (runId: string) => ({
    signal: async ({ name }: { name: string }) => {
      signals.push(`${name} ${runId}`);
      await receive(runId);
    },
  });
  const client = { workflow: { getHandle } } as unknown as Client;
  const onFailure = (error: Error, runId: string) => failures.push(`${runId}: ${error.message}`);
  const starter = new TemporalRunStarter(client, {
    withSearchAttributes: () => false,
    hashed: false,
    onFailure: () => {},
  });
  return { signals, failures, workflows: new TemporalWorkflows(client, starter, onFailure) };
}

const names = (count: number) => Array.from({ length: count }, (_, place) => `run-${place}`);

describe('workflows on Temporal', () => {
  it('J-65 workflows: every canceled run is signaled once, some at a time', async () => {
    const gate = new Gate();
    const { workflows: port, signals } = workflows(() => gate.pass());
    port.cancel(names(400));
    port.cancel(['one more']);
    await gate.reached;
    expect(signals).toHaveLength(50);
    gate.open();
    await eventually(() => expect(signals).toHaveLength(401));
    expect(new Set(signals)).toEqual(new Set([...names(400), 'one more'].map((runId) => `cancel ${runId}`)));
  });

  it('J-65 workflows: what cannot be held waiting is left to the reconciler', async () => {
    const gate = new Gate();
    const { workflows: port, signals } = workflows(() => gate.pass());
    port.cancel(names(30_000));
    port.cancel(names(1_000));
    gate.open();
    // Fifty were being told when the second lot came.
    await eventually(() => expect(signals).toHaveLength(10_050));
    port.cancel(['again']);
    await eventually(() => expect(signals).toHaveLength(10_051));
  });

  it('J-65 workflows: a signal that Temporal does not take is reported, and the others are sent', async () => {
    const {
      workflows: port,
      signals,
      failures,
    } = workflows(async (runId) => {
      if (runId === 'run-1') throw new Error('unavailable');
      if (runId === 'run-2') throw new WorkflowNotFoundError('closed', runId, undefined);
    });
    port.cancel(names(4));
    await eventually(() => expect(signals).toHaveLength(4));
    await eventually(() => expect(failures).toEqual(['run-1: unavailable']));
    expect(await port.cancelAndWait('run-2')).toBe(false);
    expect(await port.cancelAndWait('run-3')).toBe(true);
    await expect(port.cancelAndWait('run-1')).rejects.toThrow('unavailable');
  });
});
