import { performance } from 'node:perf_hooks';

import type { World } from './world.ts';

const JOBS = 2_000;
const CLIENTS = 25;
const INSTALL = 'npm install --no-save bullmq ioredis';

/** What of BullMQ is used. It is no dependency of ours: who wants the comparison installs it for the moment. */
interface Bullmq {
  Queue: new (
    name: string,
    options: object,
  ) => {
    add(name: string, payload: object): Promise<unknown>;
    obliterate(options: object): Promise<unknown>;
  } & Closable;
  Worker: new (
    name: string,
    work: () => Promise<void>,
    options: object,
  ) => { on(event: 'completed' | 'error', listener: (what: unknown) => void): unknown } & Closable;
}

interface Closable {
  close(): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
}

/** Jobs that do nothing, in BullMQ on a real Redis (`REDIS_URL`); where either is absent, why there is no figure. */
export async function withBullmq({ report, scaled, env }: World): Promise<void> {
  const url = env.REDIS_URL;
  if (!url) return report.note('BullMQ: skipped, REDIS_URL names no Redis');
  const [bullmq, ioredis] = await Promise.all(['bullmq', 'ioredis'].map(installed));
  if (!bullmq || !ioredis) return report.note(`BullMQ: skipped, it is not installed (${INSTALL})`);
  const jobs = scaled(JOBS);
  report.figure('BullMQ: time of a job that does nothing', await msAJob(bullmq as Bullmq, url, jobs), 'ms');
}

async function installed(name: string): Promise<unknown> {
  return import(name).catch(() => undefined);
}

async function msAJob({ Queue, Worker }: Bullmq, url: string, jobs: number): Promise<number> {
  const name = `bench-${crypto.randomUUID()}`;
  const connection = { url, maxRetriesPerRequest: null };
  const queue = new Queue(name, { connection });
  const worker = new Worker(name, async () => {}, { connection, concurrency: CLIENTS });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  let left = jobs;
  const done = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('completed', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  const began = performance.now();
  await Promise.all(Array.from({ length: jobs }, () => queue.add('job', {})));
  await done;
  const took = performance.now() - began;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return took / jobs;
}
