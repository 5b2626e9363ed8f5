import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Worker, type WorkerOptions } from '@temporalio/worker';

import { ownNamespace } from '../support/namespace.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { compare } from './compare.ts';
import type { World } from './world.ts';

type Namespace = Awaited<ReturnType<typeof ownNamespace>>;

/** B11: from the start of a worker to its first poll: with the prebuilt bundle, bundling by itself, with no workflows. */
export async function coldStart({ temporal, report }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const workflowsPath = resolve('workflows/index.ts');
  const { code } = await bundleWorkflows(workflowsPath);
  const prebuilt = () => untilPolled(own, { workflowBundle: { code } });
  const empty = () => untilPolled(own, { activities: { nothing: async () => {} } });
  const bundling = () => untilPolled(own, { workflowsPath });
  const beside = await compare({ ours: prebuilt, anchor: empty });
  report.compared('prebuilt bundle, beside an empty worker', 'ms', beside);
  report.compared('prebuilt bundle, beside bundling', 'ms', await compare({ ours: prebuilt, anchor: bundling }));
  await own.close();
}

/** In milliseconds, until the server knows of a poll. */
async function untilPolled({ connection, namespace }: Namespace, options: Partial<WorkerOptions>): Promise<number> {
  const taskQueue = crypto.randomUUID();
  const isEmpty = options.activities !== undefined;
  const began = performance.now();
  const worker = await Worker.create({ connection, namespace, taskQueue, ...options });
  const running = worker.run();
  const request = { namespace, taskQueue: { name: taskQueue }, taskQueueType: isEmpty ? ACTIVITIES : WORKFLOWS };
  for (;;) {
    const { pollers } = await connection.workflowService.describeTaskQueue(request);
    if (pollers?.length) break;
  }
  const took = performance.now() - began;
  worker.shutdown();
  await running;
  return took;
}

/** temporal.api.enums.v1.TaskQueueType */
const WORKFLOWS = 1;
const ACTIVITIES = 2;
