import { performance } from 'node:perf_hooks';

import { NO_ASSUMPTIONS } from '../../simulation/assumptions/assumptions.ts';
import { simulate as simulateRun } from '../../simulation/simulate.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { memoryRows } from '../support/virtual.ts';
import { median } from './percentile.ts';
import type { World } from './world.ts';

const REPEATS = 100;
const WARM_UP = 20;
const START = Date.parse('2026-01-01T00:00:00Z');

const body = {
  title: 'News for {{profile.first_name}}',
  body: 'Hello {{profile.first_name}}, this is number {{data.count}}.',
};

/** A year of a journey of 50 nodes, and one of 500, from its compilation to its timeline. */
export async function simulate({ report }: World): Promise<void> {
  for (const [count, aim] of [
    [50, 50],
    [500, 300],
  ] as const) {
    const nodes = nodesOf(count);
    // What the runtime compiles once is no simulation's.
    for (let turn = 0; turn < WARM_UP; turn += 1) await yearOf(nodes);
    const turns: { took: number; cpu: number }[] = [];
    for (let turn = 0; turn < REPEATS; turn += 1) turns.push(await timed(() => yearOf(nodes)));
    const what = `12 months of ${count} nodes, median of ${REPEATS}`;
    report.figure(`${what} (aim: ${aim})`, median(turns.map(({ took }) => took)), 'ms');
    report.figure('… processor time', median(turns.map(({ cpu }) => cpu)), 'ms');
  }
}

async function timed(work: () => Promise<void>): Promise<{ took: number; cpu: number }> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { took: performance.now() - began, cpu: (user + system) / 1_000 };
}

async function yearOf(nodes: readonly object[]): Promise<void> {
  const rows = memoryRows();
  const version = { id: 'v1', number: 1, body: { content: body } };
  rows.templates.push({ id: 'nt_news', alias: 'NEWS', archived: false, version });
  rows.profiles.set('ada', { first_name: 'Ada', email: 'ada@example.com' });
  const plan = journeyPlan([TRIGGER, ...nodes], { recipient: 'ada', at: START });
  const context = { data: { count: 1, tags: ['a', 'b'] }, profile: {}, recipient: 'ada' };
  const options = { start: START, zone: 'Europe/Oslo', assume: NO_ASSUMPTIONS };
  const { run, entries } = await simulateRun({ kind: 'journey', plan, context }, { rows }, options);
  if (run.status !== 'PROCESSED' || entries.length <= nodes.length) throw new Error(`the run ended as ${run.status}`);
}

/** So many with their trigger: waits of a year together, fetches, sends and branches in turn. */
function nodesOf(count: number): object[] {
  const rounds = Math.floor((count - 1) / 5);
  const delay = { type: 'delay', mode: 'duration', duration: `${Math.ceil((366 * 24) / rounds)} hours` };
  const fetch = { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' };
  const send = { type: 'send', message: { template: 'NEWS' } };
  const paths = [{ conditions: ['data.count', 'greater than', '0'], nodes: [send] }];
  const branch = { type: 'branch', paths, default: { nodes: [] } };
  const round = [delay, fetch, send, branch];
  const rest = Array.from({ length: count - 1 - rounds * 5 }, () => send);
  return [...Array.from({ length: rounds }, () => round).flat(), ...rest];
}
