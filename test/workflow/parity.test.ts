import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemoryRows, RunRow } from '../../platform/memory/memory-rows.ts';
import { ask, inspect, invoke, publishAutomation, untilEnded } from '../support/ask.ts';
import type { Engine } from '../support/engine.ts';
import { listOf } from '../support/lists.ts';
import { randomPlans } from '../support/random-plans/random-plans.ts';
import { startTemporalWorld } from '../support/random-plans/temporal-world.ts';
import { virtualWorld } from '../support/random-plans/virtual-world.ts';
import { RANDOM_AUTOMATIONS, RANDOM_LISTS, RANDOM_PROFILES, RANDOM_USERS } from '../support/random-plans/world.ts';
import { SavedDefinition } from '../support/saved-definition.ts';
import { untilMessageEnded } from '../support/until-message-ended.ts';
import { RUN_ID, runVirtually } from '../support/virtual.ts';

const PLANS = 240;
const SEED = 20261121;
/** Real time passes between the steps of the one driver only. */
const TOLERANCE_MS = 60_000;

let environment: TestWorkflowEnvironment;
let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ environment, engine, close } = await startTemporalWorld());
  for (const [id, definition] of Object.entries(RANDOM_AUTOMATIONS)) await publishAutomation(engine, id, definition);
});

afterAll(() => close());

interface Line {
  action: string;
  status: string;
  context: { reason?: string; condition?: unknown; warnings?: string[] };
  /** How long a delay waits, or until when. */
  wakes?: string;
  message?: string;
  at: number;
}

/** How a run ended, what it knew then, and how those ended that it invoked. */
interface Ending {
  status: string;
  lines: Line[];
  context: unknown;
  invoked: Ending[];
  /** Of sends to lists: for whom, and what became of it. */
  listed: string[];
}

/** What is stored of users since. */
type Aftermath = Ending & {
  profiles: unknown[];
  /** Of each user, the lists they are on. */
  lists: string[][];
};

async function onTemporal(request: object): Promise<Aftermath> {
  await restoreProfiles();
  await restoreLists();
  const ending = await endingOnTemporal(await invoke(engine, request));
  const profiles = RANDOM_USERS.map(async (id) => (await ask(engine, 'GET', `/profiles/${id}`)).body.profile);
  return { ...ending, profiles: await Promise.all(profiles), lists: await subscriptions() };
}

async function endingOnTemporal(runId: string): Promise<Ending> {
  await untilEnded(engine, runId);
  const { run, steps } = await inspect(engine, runId);
  for (const { message_id } of steps) if (message_id) await untilMessageEnded(environment, runId, message_id);
  const lines = await Promise.all(
    steps.map(async ({ action, status, created_at, context, message_id }: never) => {
      // The id of a send to a list stands for many messages, and is none of theirs: they are compared below.
      const isOne = message_id && action !== 'send-list';
      const found = isOne ? await ask(engine, 'GET', `/messages/${message_id}`) : undefined;
      const message = found?.status === 200 ? found.body : undefined;
      return lineOf(action, status, Date.parse(created_at), context, message);
    }),
  );
  const [row] = await engine.database.query<{ context: unknown }>('SELECT context FROM run WHERE id = $1', [runId]);
  const { body } = await ask(engine, 'GET', `/messages?traceId=${runId}`);
  const own = new Set(steps.map(({ message_id }: { message_id?: string }) => message_id));
  const others = body.results.filter(({ id }: { id: string }) => !own.has(id));
  const invoked: Ending[] = [];
  for (const { context } of steps) if (context.run_id) invoked.push(await endingOnTemporal(context.run_id));
  return { status: run.status, lines, context: row?.context, invoked, listed: others.map(toldOf).sort() };
}

/** Every plan begins with the same profiles. */
async function restoreProfiles(): Promise<void> {
  for (const id of RANDOM_USERS) {
    const profile = RANDOM_PROFILES[id];
    if (profile) await ask(engine, 'PUT', `/profiles/${id}`, { profile });
    else await ask(engine, 'DELETE', `/profiles/${id}`);
  }
}

async function restoreLists(): Promise<void> {
  await engine.database.query('DELETE FROM recipient_list');
  for (const [list, users] of Object.entries(RANDOM_LISTS)) await listOf(engine, list, users);
}

/** Of each user, the lists they are on. */
async function subscriptions(): Promise<string[][]> {
  const rows = await engine.database.query<{ user_id: string; list_id: string }>(
    'SELECT user_id, list_id FROM subscription WHERE ended_at IS NULL ORDER BY list_id',
  );
  return RANDOM_USERS.map((user) => rows.flatMap(({ user_id, list_id }) => (user_id === user ? [list_id] : [])));
}

function toldOf({ recipient, status, reason }: { recipient: string; status: string; reason?: string }): string {
  return `${recipient} ${status} ${reason ?? ''}`;
}

async function onVirtualClock(request: object, at: number): Promise<Aftermath> {
  const world = virtualWorld();
  const { rows } = world;
  rows.automations.push(
    ...Object.entries(RANDOM_AUTOMATIONS).map(([id, written]) => ({
      id,
      archived: false,
      enabled: true,
      definition: SavedDefinition.parse(written),
    })),
  );
  for (const [id, users] of Object.entries(RANDOM_LISTS))
    rows.lists.set(id, new Map(users.map((user) => [user, undefined])));
  await runVirtually(request, { ...world, at });
  const lists = RANDOM_USERS.map((user) =>
    [...rows.lists].flatMap(([id, users]) => (users.has(user) ? [id] : [])).sort(),
  );
  return { ...endingInMemory(rows, RUN_ID), profiles: RANDOM_USERS.map((id) => rows.profiles.get(id)), lists };
}

function endingInMemory(rows: MemoryRows, ended: string): Ending {
  const { status, steps, context: known } = rows.runs.get(ended) as RunRow;
  const lines = [...steps.values()].map(({ action, status, createdAt, context, messageId }) =>
    lineOf(action, status, createdAt, context, rows.messages.get(messageId ?? '')),
  );
  const own = new Set([...steps.values()].map(({ messageId }) => messageId));
  const listed = [...rows.messages.values()]
    .filter(({ id, origin }) => origin.runId === ended && !own.has(id))
    .map(toldOf);
  const started = [...steps.values()].flatMap(({ context }) => context.run_id ?? []);
  const invoked = started.map((id) => endingInMemory(rows, id));
  return { status, lines, context: known, invoked, listed: listed.sort() };
}

function lineOf(
  action: string,
  status: string,
  at: number,
  context: { reason?: string; condition?: unknown; warnings?: string[]; wakes_at?: string },
  message?: { status: string; reason?: string },
): Line {
  const { reason, condition, warnings, wakes_at } = context;
  const wait = wakes_at === undefined ? undefined : Date.parse(wakes_at) - at;
  const wakes = wait !== undefined && wait > 400 * 86_400_000 ? wakes_at : wait?.toString();
  return {
    action,
    status,
    at,
    context: { reason, condition, warnings },
    ...(wakes && { wakes }),
    ...(message && { message: `${message.status} ${message.reason ?? ''}` }),
  };
}

describe('two drivers', () => {
  it(`A-10 F-13 ${PLANS} random plans end alike on Temporal and on the virtual clock`, {
    timeout: 240_000,
  }, async () => {
    const plans = randomPlans(PLANS, SEED, await environment.currentTimeMs());
    // One after the other: the skipping server's clock is one for all runs.
    const real = [];
    for (const plan of plans) real.push(await onTemporal(plan));
    expect(engine.errors).toEqual([]);

    for (const [index, plan] of plans.entries()) {
      const { status, lines, invoked, ...rest } = real[index] as (typeof real)[number];
      const virtual = await onVirtualClock(plan, lines[0]?.at ?? 0);
      const told = JSON.stringify(plan);
      expect(virtual.status, told).toBe(status);
      const { status: _, lines: __, invoked: ___, ...virtualRest } = virtual;
      expect(virtualRest, told).toEqual(rest);
      expect(virtual.lines.map(withoutTime), told).toEqual(lines.map(withoutTime));
      expect(virtual.invoked.map(timeless), told).toEqual(invoked.map(timeless));
      for (const [order, { at }] of lines.entries())
        expect(Math.abs(at - (virtual.lines[order]?.at ?? 0)), told).toBeLessThan(TOLERANCE_MS);
    }
    const statuses = new Set(real.flatMap(({ lines }) => lines.map(({ action, status }) => `${action} ${status}`)));
    const messages = new Set(real.flatMap(({ lines }) => lines.flatMap(({ message = [] }) => message)));
    expect([...messages].sort()).toEqual([
      'SENT ',
      'UNDELIVERABLE FAILED',
      'UNDELIVERABLE OPT_IN_REQUIRED',
      'UNDELIVERABLE PROVIDER_ERROR',
      'UNDELIVERABLE UNSUBSCRIBED',
      'UNROUTABLE NO_PROVIDERS',
    ]);
    expect([...statuses].sort()).toEqual([
      'cancel ERROR',
      'cancel PROCESSED',
      'cancel SKIPPED',
      'delay ERROR',
      'delay PROCESSED',
      'delay SKIPPED',
      'fetch-data ERROR',
      'fetch-data PROCESSED',
      'fetch-data SKIPPED',
      'get-profile ERROR',
      'get-profile PROCESSED',
      'get-profile SKIPPED',
      'invoke ERROR',
      'invoke PROCESSED',
      'invoke SKIPPED',
      'send ERROR',
      'send PROCESSED',
      'send SKIPPED',
      'send-list ERROR',
      'send-list PROCESSED',
      'send-list SKIPPED',
      'subscribe ERROR',
      'subscribe PROCESSED',
      'subscribe SKIPPED',
      'update-profile ERROR',
      'update-profile PROCESSED',
      'update-profile SKIPPED',
    ]);
  });
});

/** When an invoked run begins on Temporal, real time and the skipped one race. */
function timeless({ lines, invoked, ...rest }: Ending): object {
  return { ...rest, lines: lines.map(withoutTime), invoked: invoked.map(timeless) };
}

function withoutTime({ at: _, ...line }: Line): Omit<Line, 'at'> {
  return line;
}
