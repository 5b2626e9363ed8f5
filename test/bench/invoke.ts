import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { loadSettings } from '../../platform/config/settings.ts';
import type { Database } from '../../platform/database/database.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { ask } from '../support/ask.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';
import { newFolder } from '../support/programs.ts';
import { countStatements } from '../support/statement-count.ts';
import { startTemporalServer } from '../support/temporal-server.ts';
import { send } from './automations.ts';
import { compare } from './compare.ts';
import { median, percentile } from './percentile.ts';
import type { World } from './world.ts';

const REQUESTS = 100;

/**
 * B2: how long `POST /automations/invoke` takes, HTTP included, beside the bare start of a workflow over the same connection, on a
 * Temporal with a file, as under `npm start`, and on one in memory. No worker polls: nothing of either is carried out meanwhile.
 */
export async function invoke(world: World): Promise<void> {
  const folder = newFolder();
  const say = (line: string) => world.report.note(line);
  const withFile = await startTemporalServer(loadSettings(world.env).temporalCli, say, join(folder, 'temporal.db'));
  await invokeBeside('Temporal with a file', { ...world, temporal: withFile });
  await withFile.stop();
  rmSync(folder, { recursive: true });
  await invokeBeside('Temporal in memory', world);
}

async function invokeBeside(which: string, { postgres, temporal, report, scaled }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const databaseUrl = await copyDatabase(postgres.url, postgres.template);
  const api = await startEngineApi({ ...own, databaseUrl });
  const ours: number[] = [];
  const anchor: number[] = [];
  const request = async () => {
    const { status } = await ask(api, 'POST', '/automations/invoke', { automation: { steps: [send] } });
    if (status !== 200) throw new Error(`invoke answered ${status}`);
  };
  const args = [{ v: 1, steps: [{ action: 'send' }] }];
  const start = () =>
    own.client.workflow.start('automation', { taskQueue: taskQueues.runs, workflowId: crypto.randomUUID(), args });
  const times = scaled(REQUESTS);
  const sides = { ours: () => medianOf(times, request, ours), anchor: () => medianOf(times, start, anchor) };
  report.compared(`${which}: p50 of an invoke, beside an awaited start (aim: 1)`, 'ms', await compare(sides));
  report.ratio(`${which}: p99 ÷ p50`, '', { ours: shapeOf(ours), anchor: shapeOf(anchor) });
  report.figure('p50 of a committed row', await medianOf(times, () => commit(api.database)), 'ms');
  report.figure(
    'p50 of a request that does nothing',
    await medianOf(times, () => ask(api, 'GET', '/health/live')),
    'ms',
  );

  const statements = countStatements();
  await medianOf(times, request, ours);
  statements.stop();
  report.count('statements an invoke', statements.texts.length / times, { exactly: 1 });
  // A start that is still under way could not be closed with its connection.
  await eventually(async () => mustBeStarted((await own.client.workflow.count()).count, ours.length + anchor.length));
  await api.close();
  await own.close();
}

function mustBeStarted(started: number, all: number): void {
  if (started < all) throw new Error(`${started} of ${all} are started`);
}

async function commit(database: Database): Promise<void> {
  await database.query(`INSERT INTO workspace (id, name) VALUES ($1, 'B2')`, [crypto.randomUUID()]);
}

/** One after the other. Each duration, in milliseconds, is also added to `all`. */
async function medianOf(times: number, work: () => Promise<unknown>, all: number[] = []): Promise<number> {
  const durations: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await work();
    durations.push(performance.now() - began);
  }
  all.push(...durations);
  return median(durations);
}

function shapeOf(durations: readonly number[]): number {
  return percentile(durations, 0.99) / median(durations);
}
