import { setTimeout as pause } from 'node:timers/promises';

import type { Client } from '@temporalio/client';

import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { TemporalProbe } from './temporal-probe.ts';

const TIMEOUT_MS = 2_000;
const WORKFLOW_TASK_QUEUE = 1;
/** Temporal remembers a poller for minutes; a worker that lives polls every minute. */
const POLLER_FRESH_MS = 90_000;

/** Asks Temporal itself: it is up when it answers, and so is the worker when it polled the runs' task queue of late. */
export class ClientTemporalProbe extends TemporalProbe {
  /** @param identity Of the worker in question; absent: any will do. */
  constructor(
    private readonly client: Client,
    private readonly identity?: string,
  ) {
    super();
  }

  async check(): Promise<{ temporal: boolean; worker: boolean }> {
    const down = { temporal: false, worker: false };
    const asked = this.#ask().catch(() => down);
    // The deadline alone is not enough: the client's own retries may sleep past it.
    return Promise.race([asked, pause(TIMEOUT_MS, down, { ref: false })]);
  }

  async #ask(): Promise<{ temporal: boolean; worker: boolean }> {
    const times = await this.client.connection.withDeadline(Date.now() + TIMEOUT_MS, () => this.#pollTimes());
    return { temporal: true, worker: times.some((at) => at > Date.now() - POLLER_FRESH_MS) };
  }

  /** When each worker in question last polled, in milliseconds since the epoch. */
  async #pollTimes(): Promise<number[]> {
    const { pollers } = await this.client.workflowService.describeTaskQueue({
      namespace: this.client.options.namespace,
      taskQueue: { name: taskQueues.runs },
      taskQueueType: WORKFLOW_TASK_QUEUE,
    });
    const meant = (pollers ?? []).filter(({ identity }) => [undefined, identity].includes(this.identity));
    return meant.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000);
  }
}
