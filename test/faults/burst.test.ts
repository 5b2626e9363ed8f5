import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { atOnce } from '../../activities/at-once.ts';
import type { Child } from '../../platform/child-process.ts';
import { freePort } from '../../platform/free-port.ts';
import { ask, invoke } from '../support/ask.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { ownNamespace } from '../support/namespace.ts';

const RUNS = 500;
const CLIENTS = 20;
/** As docs/benchmarks.md has it. */
const MOST_CACHED = 200;
/** Of every thread, and workflows have one of their own: what outgrows it ends the process. An idle main thread has some 55. */
const HEAP_MB = 96;
/** Of the whole process, with what is native in it: two such heaps, their young generations, the SDK's core. */
const MOST_RESIDENT_BYTES = 512 * 1024 * 1024;
const PATIENCE_MS = 150_000;

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let api: Awaited<ReturnType<typeof startEngineApi>>;
let worker: Child;
let metricsUrl: string;
const said: string[] = [];
/** How the worker ended, if it did. */
const ends: string[] = [];

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  api = await startEngineApi(temporal);
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  worker = await startSmallWorker(port);
  void worker.exited.then((how) => ends.push(how));
  await eventually(() => fetch(metricsUrl), 50_000);
});

afterAll(async () => {
  await worker.stop('SIGKILL', 0);
  await api.close();
  await temporal.close();
});

/** The built worker, as it runs in production, but for its heap. Its metrics are one port above the one that is set. */
function startSmallWorker(metricsPort: number): Promise<Child> {
  return launch({
    command: process.execPath,
    args: [`--max-old-space-size=${HEAP_MB}`, 'dist/apps/worker/main.js'],
    env: {
      ...process.env,
      DATABASE_URL: api.databaseUrl,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: temporal.namespace,
      ANGARIUM_METRICS_PORT: `${metricsPort - 1}`,
      ANGARIUM_LOG_LEVEL: 'error',
    },
    onLine: (line) => void said.push(line),
  });
}

interface Size {
  cachedRuns: number;
  residentBytes: number;
}

async function sizeOfWorker(): Promise<Size> {
  const told = await (await fetch(metricsUrl)).text();
  const numberOf = (name: string) => Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(told)?.[1] ?? 0);
  return {
    cachedRuns: numberOf('temporal_sticky_cache_size'),
    residentBytes: numberOf('process_resident_memory_bytes'),
  };
}

/** Waits until the number is that of all runs, for no longer than the worker lives, and gives how large it is then. */
async function sizeOnceAll(count: () => Promise<number>): Promise<Size> {
  await eventually(async () => {
    if (ends.length === 0) expect(await count()).toBe(RUNS);
  }, PATIENCE_MS);
  expect({ ends, said }).toEqual({ ends: [], said: [] });
  return sizeOfWorker();
}

async function runsThatAre(status: string): Promise<number> {
  return api.database.prisma.run.count({ where: { status } });
}

it('row 19 a worker with a small heap survives a burst: 500 runs begin at once, sleep at once and are canceled at once', {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  const steps = [{ action: 'delay', duration: '30 days' }];
  const automation = { cancelation_token: 'burst', steps };
  await atOnce(CLIENTS, Array.from({ length: RUNS }), () => eventually(() => invoke(api, { automation })));
  const asleep = await sizeOnceAll(() => runsThatAre('WAITING'));
  expect(asleep.cachedRuns).toBe(MOST_CACHED);

  await ask(api, 'POST', '/automations/cancel', { cancelation_token: 'burst' });
  const { workflow } = temporal.client;
  const ended = await sizeOnceAll(async () => (await workflow.count(`ExecutionStatus = 'Completed'`)).count);
  expect((await workflow.count()).count).toBe(RUNS);
  expect(await runsThatAre('CANCELED')).toBe(RUNS);
  for (const { residentBytes } of [asleep, ended]) {
    expect(residentBytes).toBeGreaterThan(0);
    expect(residentBytes).toBeLessThan(MOST_RESIDENT_BYTES);
  }
});
