import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { TestWorkflowEnvironment } from '@temporalio/testing';

import { createWorkers } from '../../apps/worker/workers.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import { findTestServer } from '../../platform/temporal/acquisition/test-server.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { acceptVirtually, runVirtually } from '../support/virtual.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { longDelay, send } from './automations.ts';
import type { Report } from './report.ts';
import type { World } from './world.ts';

const request = { automation: { steps: [send, longDelay, send] } };
const DAY_MS = 86_400_000;

/** A run that is over. */
interface Ended {
  /** How long it took by its own clock, in milliseconds. */
  slept: number;
  /** Clears away what it stood on, which is not measured. */
  close?(): Promise<void>;
}

/** A run of 30 days, on Temporal's server that skips time and on the virtual clock: what a test of a long wait costs. */
export async function sleep({ report, env }: World): Promise<void> {
  // What is done once, by a build or on a machine, is done before the clock starts.
  const say = (line: string) => report.note(line);
  const path = await findTestServer({ path: loadSettings(env).temporalTestServer, env, say });
  const { code } = await bundleWorkflows(resolve('workflows/index.ts'));
  await measure(report, 'time-skipping server, JVM start included', () => onTimeSkippingServer(path, code));
  await measure(report, 'virtual clock', onVirtualClock);
}

async function measure(report: Report, where: string, run: () => Promise<Ended>): Promise<void> {
  const began = performance.now();
  const { slept, close } = await run();
  const took = performance.now() - began;
  report.figure(`${(slept / DAY_MS).toFixed(1)} days, ${where}`, took, 'ms');
  await close?.();
}

/** Workflows and activities as in production, over rows in memory: what is measured is Temporal. */
async function onTimeSkippingServer(path: string, code: string): Promise<Ended> {
  const server = { executable: { type: 'existing-path', path } } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server });
  const { client, nativeConnection, namespace = 'default' } = environment;
  const { activities, skeleton, call, run } = acceptVirtually(request, { at: await environment.currentTimeMs() });
  const workers = await createWorkers(nativeConnection, namespace, activities, { workflowBundle: { code } });
  const running = Promise.all(workers.map((worker) => worker.run()));
  const options = { workflowId: call().runId, taskQueue: taskQueues.runs, args: [skeleton] };
  const handle = await client.workflow.start('automation', options);
  await handle.result();
  mustHaveEnded(run.status);
  const { startTime, closeTime = startTime } = await handle.describe();
  const close = async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await environment.teardown();
  };
  return { slept: closeTime.getTime() - startTime.getTime(), close };
}

async function onVirtualClock(): Promise<Ended> {
  const { run, endedAt } = await runVirtually(request);
  mustHaveEnded(run.status);
  return { slept: endedAt };
}

function mustHaveEnded(status: string): void {
  if (status !== 'PROCESSED') throw new Error(`the run ended as ${status}`);
}
