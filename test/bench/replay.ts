import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';

import { invoke, untilEnded } from '../support/ask.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { send } from './automations.ts';
import { median } from './percentile.ts';
import type { World } from './world.ts';

const toList = { action: 'send-list', list: 'one', message: { content: { title: 'T', body: 'B' } } };
/** A step of a `send` is 6 events, of a `send-list` 10; a plan has at most 200 steps. */
const PLANS = {
  send: [times(1, send), times(16, send), times(166, send)],
  'send-list': [times(20, toList), times(200, toList)],
};
/** Of each history so many events are replayed in all, in copies. */
const EVENTS = 4_000;
const ROUNDS = 7;

/** B4: the time to replay an event, of histories of about 10, 100 and 1,000 events, and of 200 and 2,000, the most of a plan. */
export async function replay({ postgres, temporal, report, scaled }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const engine = await startEngine({ ...own, databaseUrl: await copyDatabase(postgres.url, postgres.template) });
  const { code } = await bundleWorkflows(resolve('workflows/index.ts'));
  await readersOf(engine, 'one', numbered(1));
  for (const [action, plans] of Object.entries(PLANS)) {
    const perEvent: number[] = [];
    for (const steps of plans) {
      const { history, events } = await recorded(engine, steps);
      const copies = Math.max(1, Math.round(scaled(EVENTS) / events));
      const microseconds = await microsecondsAnEvent(code, history, { events, copies });
      report.figure(`${action}: a history of ${events} events, each`, microseconds, 'µs');
      perEvent.push(microseconds);
    }
    const [ours = 0, anchor = 0] = perEvent.toReversed();
    report.ratio(`${action}: an event of the longest, beside one of a tenth (linear: 1)`, 'µs', { ours, anchor });
  }
  await engine.close();
  await own.close();
}

function times(count: number, step: object): object[] {
  return Array.from({ length: count }, () => step);
}

async function recorded(engine: Engine, steps: object[]) {
  const runId = await invoke(engine, { automation: { steps } });
  await untilEnded(engine, runId);
  const history = await engine.client.workflow.getHandle(runId).fetchHistory();
  return { history: JSON.parse(historyToJSON(history)), events: history.events?.length ?? 0 };
}

/** Of all copies; what a worker costs that replays nothing is taken off. */
async function microsecondsAnEvent(
  code: string,
  history: unknown,
  { events, copies }: { events: number; copies: number },
): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await millisecondsOf(code, history, 1);
    const all = await millisecondsOf(code, history, copies + 1);
    rounds.push(((all - one) * 1_000) / (copies * events));
  }
  return median(rounds);
}

async function millisecondsOf(code: string, history: unknown, copies: number): Promise<number> {
  const began = performance.now();
  const histories = Array.from({ length: copies }, (_, copy) => ({ workflowId: `copy-${copy}`, history }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error) throw error;
  }
  return performance.now() - began;
}
