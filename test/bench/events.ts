import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { ask } from '../support/ask.ts';
import { API_KEY } from '../support/engine-api.ts';
import { segmentEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { percentile } from './percentile.ts';
import { type Product, startProduct } from './product.ts';
import type { World } from './world.ts';

const JOURNEYS = 200;
const EVENTS = 10_000;
const EVENTS_A_SECOND = 1_000;
const USERS = 500;
/** One event in so many starts a journey. */
const MATCHING = 100;
const CONNECTIONS = 64;

/** A stream of events as Segment sends it, beside journeys of which few are meant, and the same with a worker that is killed half-way. */
export async function events(world: World): Promise<void> {
  for (const isKilled of [false, true]) await stream(world, isKilled);
}

async function stream(world: World, isKilled: boolean): Promise<void> {
  const { report, scaled } = world;
  const product = await startProduct(world);
  await prepare(product);
  const count = scaled(EVENTS);
  const halfMs = (count / EVENTS_A_SECOND) * 500;
  const killing = isKilled ? pause(halfMs).then(() => product.replaceWorker()) : product.pids.worker;
  const answers = await send(product.url, count);
  const took = answers.map(({ ms }) => ms);
  const sent = performance.now();
  await untilMatched(product, count);
  const late = performance.now() - sent;
  const when = isKilled ? ', the worker killed half-way' : '';
  report.figure(`events a second that were answered${when}`, Math.round(rateOf(answers)), '');
  report.count('… not answered with 202', answers.filter(({ status }) => status !== 202).length, { exactly: 0 });
  report.figure('… p50 and p99 of the answers', percentile(took, 0.5), `and ${percentile(took, 0.99).toFixed(1)} ms`);
  report.figure('… from the last answer until all are matched', late, 'ms');
  const { matching, runs, started } = await startedBy(product);
  report.figure('… events that are to start a journey', matching, '');
  report.count('… of them without a run, or runs without one of them', Math.abs(matching - runs) + matching - started, {
    exactly: 0,
  });
  report.figure('… most memory of the worker', mostMemoryOf(await killing), 'MB');
  await product.close();
}

async function prepare(product: Product): Promise<void> {
  for (let n = 0; n < JOURNEYS; n++) {
    const trigger = { type: 'trigger', trigger_type: 'segment', request_type: 'track', event_id: nameOf(n) };
    const conditions = {
      AND: [
        ['properties.total', 'greater than', '100'],
        ['userId', 'exists'],
      ],
    };
    const nodes = [{ ...trigger, conditions }, { type: 'exit' }];
    await ask(product, 'POST', '/journeys', { name: `Journey ${n}`, nodes, state: 'PUBLISHED' });
  }
  await product.database.query(
    `INSERT INTO profile (environment_id, user_id, profile, updated_at)
     SELECT e.id, 'user-' || n, '{}', now() FROM environment e, generate_series(0, $1::int - 1) n`,
    [USERS],
  );
}

const nameOf = (n: number) => `Order ${n % JOURNEYS}`;

interface Answered {
  status: number;
  ms: number;
  /** When it was there. */
  at: number;
}

/** Requests come at their times, whether earlier ones are answered or not. */
async function send(url: string, count: number): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  const answers: Promise<Answered>[] = [];
  for (let n = 0; n < count; n++) {
    const due = began + (n / EVENTS_A_SECOND) * 1_000;
    if (due - performance.now() > 1) await pause(due - performance.now());
    const event = n % MATCHING === 0 ? nameOf(n / MATCHING) : `Page Scrolled ${n % 20}`;
    const body = JSON.stringify(segmentEvent({ event, userId: `user-${n % USERS}` }));
    answers.push(post(`${url}/inbound/segment`, agent, body));
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return all;
}

async function post(url: string, agent: Agent, body: string): Promise<Answered> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const began = performance.now();
  const asked = request(url, { method: 'POST', agent, headers }).end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  await once(answer.resume(), 'end');
  const at = performance.now();
  return { status: answer.statusCode ?? 0, ms: at - began, at };
}

function rateOf(answers: readonly Answered[]): number {
  const first = Math.min(...answers.map(({ at, ms }) => at - ms));
  const last = Math.max(...answers.map(({ at }) => at));
  return (answers.length / (last - first)) * 1_000;
}

function untilMatched({ database }: Product, count: number): Promise<void> {
  return eventually(async () => {
    const [row] = await database.query<{ matched: number }>(
      `SELECT count(*)::int AS matched FROM inbound_event WHERE status = 'MATCHED'`,
    );
    if (row?.matched !== count) throw new Error(`${row?.matched} of ${count} events are matched`);
  }, 180_000);
}

/** How many events were to start a journey, how many runs there are, and for how many of the events exactly one. */
async function startedBy({ database }: Product): Promise<{ matching: number; runs: number; started: number }> {
  const [row] = await database.query<{ matching: number; runs: number; started: number }>(`
    SELECT count(*)::int AS matching, (SELECT count(*)::int FROM run) AS runs,
      count(*) FILTER (WHERE 1 = (SELECT count(*) FROM run WHERE context -> 'data' ->> 'messageId' = e.message_id))::int AS started
    FROM inbound_event e WHERE name LIKE 'Order %'`);
  return row as { matching: number; runs: number; started: number };
}

function mostMemoryOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}
