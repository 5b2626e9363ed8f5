import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { MOST_STEPS } from '../../language/automation.ts';
import { inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
import { skipTime } from '../support/temporal.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

const DAY_MS = 86_400_000;
/** From which a timer of Node would fire at once. */
const EDGE_MS = 2 ** 31;
/** Of a history; a server ends a workflow at 51,200, and asks it to go on as another one at 4,096. */
const MOST_EVENTS = 4_096;
/** What passes between the end of a wait and the next step. */
const TARDINESS_MS = 60_000;

const send = (email: string) => ({ action: 'send', message: { to: { email }, content: { title: 'T', body: 'B' } } });

let environment: TestWorkflowEnvironment;
let engine: Engine;

beforeAll(async () => {
  environment = await skipTime();
  const ports = { providers: { outbox: flakyProvider() } };
  engine = await startEngine({ connection: environment.nativeConnection, client: environment.client, ports });
});

afterAll(async () => {
  await engine.close();
  await environment.teardown();
});

/** What became of a run of these steps, and how long its history is. */
async function run(steps: object[]) {
  const runId = await invoke(engine, { automation: { steps } });
  await untilEnded(engine, runId);
  expect(await failedWorkflowTasks(engine.client, runId)).toBe(0);
  const { historyLength } = await engine.client.workflow.getHandle(runId).describe();
  return { historyLength, ...(await inspect(engine, runId)) };
}

it.each([
  ['a millisecond less than 2³¹ of them', EDGE_MS - 1],
  ['2³¹ milliseconds', EDGE_MS],
  ['a millisecond more', EDGE_MS + 1],
  ['three years', 3 * 365 * DAY_MS],
  // The skipping server ends every workflow after ten; a real one never does.
  ['nine', 9 * 365 * DAY_MS],
])('row 13 T-40 a wait of %s is as long as that', async (_, ms) => {
  const { run: ended, steps } = await run([{ action: 'delay', duration: `PT${ms / 1_000}S` }, send('ada@example.com')]);
  expect([ended.status, steps[1].status]).toEqual(['PROCESSED', 'PROCESSED']);
  const tookMs = Date.parse(steps[1].created_at) - Date.parse(steps[0].created_at);
  expect(tookMs).toBeGreaterThanOrEqual(ms);
  expect(tookMs).toBeLessThan(ms + TARDINESS_MS);
});

it('row 7 A-10 the longest automation, each of whose messages waits, is one history of a length that any server takes', {
  timeout: 240_000,
}, async () => {
  const pair = [send('later1@example.com'), { action: 'delay', duration: '1 minute' }];
  const { run: ended, steps, historyLength } = await run(Array.from({ length: MOST_STEPS / 2 }, () => pair).flat());
  expect([ended.status, steps.length]).toEqual(['PROCESSED', MOST_STEPS]);
  expect(historyLength).toBeGreaterThan(MOST_STEPS * 5);
  expect(historyLength).toBeLessThan(MOST_EVENTS);
});
