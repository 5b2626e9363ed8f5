import { resolve } from 'node:path';

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';

import { invoke, untilEnded } from '../support/ask.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { send } from './automations.ts';
import { compare } from './compare.ts';
import type { World } from './world.ts';

const toList = { action: 'send-list', list: 'one', message: { content: { title: 'T', body: 'B' } } };
/** A step of a `send` is 6 events, of a `send-list` 10; a plan has at most 200 steps. */
const PLANS = {
  send: [times(1, send), times(16, send), times(166, send)],
  'send-list': [times(20, toList), times(200, toList)],
};
/** Of each history so many events are replayed in all, in copies. */
const EVENTS = 4_000;

interface Recorded {
  history: unknown;
  events: number;
}

/** B4: what it takes to replay an event, of histories of about 10, 100 and 1,000 events, and of 200 and 2,000, the most of a plan. */
export async function replay({ postgres, temporal, report, scaled }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const { code } = await bundleWorkflows(resolve('workflows/index.ts'));
  const databaseUrl = await copyDatabase(postgres.url, postgres.template);
  const engine = await startEngine({ ...own, databaseUrl, workflows: { workflowBundle: { code } } });
  await readersOf(engine, 'one', numbered(1));
  for (const [action, plans] of Object.entries(PLANS)) {
    const histories: Recorded[] = [];
    for (const steps of plans) histories.push(await recorded(engine, steps));
    const cpu = (each: Recorded) =>
      microsecondsAnEvent(code, each, Math.max(1, Math.round(scaled(EVENTS) / each.events)));
    const [longest, tenth, ...others] = histories.toReversed() as [Recorded, Recorded, ...Recorded[]];
    for (const each of others)
      report.figure(`${action}: a history of ${each.events} events, each`, await cpu(each), 'µs');
    const comparison = await compare({ ours: () => cpu(longest), anchor: () => cpu(tenth) });
    report.compared(
      `${action}: an event of ${longest.events}, beside one of ${tenth.events} (linear: 1)`,
      'µs',
      comparison,
    );
  }
  await engine.close();
  await own.close();
}

function times(count: number, step: object): object[] {
  return Array.from({ length: count }, () => step);
}

async function recorded(engine: Engine, steps: object[]): Promise<Recorded> {
  const runId = await invoke(engine, { automation: { steps } });
  await untilEnded(engine, runId);
  const history = await engine.client.workflow.getHandle(runId).fetchHistory();
  return { history: JSON.parse(historyToJSON(history)), events: history.events?.length ?? 0 };
}

/** Of processor time, over all copies; what a worker costs that replays one is taken off. */
async function microsecondsAnEvent(code: string, { history, events }: Recorded, copies: number): Promise<number> {
  const one = await microsecondsOf(code, history, 1);
  const all = await microsecondsOf(code, history, copies + 1);
  return (all - one) / (copies * events);
}

async function microsecondsOf(code: string, history: unknown, copies: number): Promise<number> {
  const before = process.cpuUsage();
  const histories = Array.from({ length: copies }, (_, copy) => ({ workflowId: `copy-${copy}`, history }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
