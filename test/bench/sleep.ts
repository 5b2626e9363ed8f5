import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';

import { createWorkers } from '../../apps/worker/workers.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import { findTestServer } from '../../platform/temporal/acquisition/test-server.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { acceptVirtually, runVirtually } from '../support/virtual.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';

const send = { action: 'send', message: { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } } };
const request = { automation: { steps: [send, { action: 'delay', duration: '30 days' }, send] } };
const DAY_MS = 86_400_000;

/** A run that is over. */
interface Ended {
  /** How long it took by its own clock, in milliseconds. */
  slept: number;
  /** Clears away what it stood on, which is not measured. */
  close?(): Promise<void>;
}

Runtime.install({ logger: new DefaultLogger('ERROR') });

// What is done once, by a build or on a machine, is done before the clock starts.
const say = (line: string) => process.stderr.write(`${line}\n`);
const path = await findTestServer({ path: loadSettings(process.env).temporalTestServer, env: process.env, say });
const { code } = await bundleWorkflows(resolve('workflows/index.ts'));

await measure('time-skipping server, JVM start included', onTimeSkippingServer);
await measure('virtual clock', onVirtualClock);

async function measure(where: string, run: () => Promise<Ended>): Promise<void> {
  const began = performance.now();
  const { slept, close } = await run();
  const took = performance.now() - began;
  console.log(`${where}: ${(slept / DAY_MS).toFixed(1)} days in ${took.toFixed(0)} ms`);
  await close?.();
}

/** Workflows and activities as in production, over rows in memory: what is measured is Temporal. */
async function onTimeSkippingServer(): Promise<Ended> {
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
