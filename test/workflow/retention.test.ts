import { ScheduleOverlapPolicy } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { ensureRetentionSchedule, SCHEDULE_ID } from '../../apps/worker/retention-schedule.ts';
import { upkeepActivities } from '../../apps/worker/upkeep-activities.ts';
import { createUpkeepWorker } from '../../apps/worker/upkeep-worker.ts';
import { OldEvents } from '../../platform/database/events/old-events.ts';
import { OldRuns } from '../../platform/database/runs/old-runs.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { startEngine } from '../support/engine.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertRun } from '../support/rows.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

const live = () => new AbortController().signal;
const DAY_MS = 86_400_000;

it('J-51 schedule: is made once, by whichever worker is first, and stays as it was left', async () => {
  const errors: Error[] = [];
  const ensure = () =>
    ensureRetentionSchedule({ client: temporal.client, onError: (error) => errors.push(error) }, live());
  await Promise.all([ensure(), ensure()]);
  const handle = temporal.client.schedule.getHandle(SCHEDULE_ID);
  await handle.pause('by an operator');
  await ensure();
  const { state, policies, action } = await handle.describe();
  expect([errors, state.paused, policies.overlap]).toEqual([[], true, ScheduleOverlapPolicy.SKIP]);
  expect(action).toMatchObject({ workflowType: 'retention', workflowId: SCHEDULE_ID });
});

it('J-51 schedule: is tried again while Temporal does not take it', async () => {
  const errors = ['away', 'away'];
  const schedule = {
    create: async () => {
      const reason = errors.pop();
      if (reason) throw new Error(reason);
    },
  };
  const told: string[] = [];
  const client = { schedule } as unknown as typeof temporal.client;
  await ensureRetentionSchedule({ client, onError: ({ message }) => told.push(message), againMs: 1 }, live());
  expect(told).toEqual(['away', 'away']);
});

it('J-51 retention: what the schedule starts deletes what is past its time', async () => {
  await insertRun(engine.database, { environmentId: 'test', createdAt: new Date(Date.now() - 96 * DAY_MS) });
  const kept = await insertRun(engine.database, { environmentId: 'test' });
  const lines: unknown[] = [];
  const log = { info: (...line: unknown[]) => lines.push(line) };
  const upkeep = upkeepActivities({ runs: new OldRuns(engine.database), events: new OldEvents(engine.database) }, log);
  const worker = await createUpkeepWorker(temporal.connection, temporal.namespace, upkeep);
  const running = worker.run();
  const rows = await temporal.client.workflow.execute('retention', { taskQueue: taskQueues.runs, workflowId: 'now' });
  worker.shutdown();
  await running;
  const left = await engine.database.query('SELECT id FROM run');
  expect([rows, left]).toEqual([1, [{ id: kept }]]);
  expect(lines).toEqual([[{ rows: 1 }, 'runs and events that are past their time were deleted']]);
});
