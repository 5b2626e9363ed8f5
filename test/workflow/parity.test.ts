import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { actions } from '../../language/actions/index.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { NO_ASSUMPTIONS } from '../../simulation/assumptions.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Cost } from '../../simulation/timeline.ts';
import { ask, invoke, publishAutomation, untilEnded } from '../support/ask.ts';
import type { Engine } from '../support/engine.ts';
import { FakeOutbound } from '../support/fake-outbound.ts';
import { listOf } from '../support/lists.ts';
import { randomPlans } from '../support/random-plans/random-plans.ts';
import { startTemporalWorld } from '../support/random-plans/temporal-world.ts';
import { virtualWorld } from '../support/random-plans/virtual-world.ts';
import { RANDOM_AUTOMATIONS, RANDOM_LISTS, RANDOM_PROFILES, RANDOM_USERS } from '../support/random-plans/world.ts';
import { SavedDefinition } from '../support/saved-definition.ts';
import { type ComparedRun, instantsApart, realRun, simulatedRun } from '../support/simulation/compared-run.ts';
import { historyCost } from '../support/simulation/history-cost.ts';
import { untilMessageEnded } from '../support/until-message-ended.ts';
import { goOnInMemory } from '../support/virtual.ts';

const PLANS = 300;
const SEED = 20261121;

let environment: TestWorkflowEnvironment;
let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ environment, engine, close } = await startTemporalWorld());
  for (const [id, definition] of Object.entries(RANDOM_AUTOMATIONS)) await publishAutomation(engine, id, definition);
});

afterAll(() => close());

/** What a plan came to. */
interface Ending {
  run: ComparedRun;
  cost: Cost;
  /** What the run knew at its end, and how those ended that it invoked, however far. */
  contexts: unknown[];
  statuses: string[];
  /** What is stored of users since. */
  profiles: unknown[];
  /** Of each user, the lists they are on. */
  lists: string[][];
}

async function onTemporal(request: object): Promise<Ending> {
  await restoreProfiles();
  await restoreLists();
  const first = await invoke(engine, request);
  const runs: { status: string; context: unknown }[] = [];
  // The list grows as they invoke others.
  const ids = [first];
  for (const runId of ids) {
    const { status, context, started, messages } = await endOf(runId);
    for (const id of messages) await untilMessageEnded(environment, runId, id);
    runs.push({ status, context });
    ids.push(...started);
  }
  const profiles = RANDOM_USERS.map(async (id) => (await ask(engine, 'GET', `/profiles/${id}`)).body.profile);
  return {
    run: await realRun(engine, first),
    cost: await historyCost(engine.client, first),
    contexts: runs.map(({ context }) => context),
    statuses: runs.map(({ status }) => status),
    profiles: await Promise.all(profiles),
    lists: await subscriptions(),
  };
}

interface End {
  status: string;
  context: unknown;
  started: string[];
  messages: string[];
}

const END = `
SELECT status, context,
  ARRAY(SELECT s.context ->> 'run_id' FROM run_step s WHERE s.run_id = r.id AND s.context ? 'run_id' ORDER BY "order") AS started,
  ARRAY(SELECT message_id FROM run_step s WHERE s.run_id = r.id AND message_id IS NOT NULL ORDER BY "order") AS messages
FROM run r WHERE id = $1`;

async function endOf(runId: string): Promise<End> {
  await untilEnded(engine, runId);
  const [end] = await engine.database.query<End>(END, [runId]);
  return end as End;
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

async function simulated(request: object, start: number): Promise<Ending> {
  const { rows, outside } = virtualWorld();
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
  const subject = compileAutomation(AdHocInvoke.parse(request), start);
  const options = { start, zone: 'UTC', assume: NO_ASSUMPTIONS };
  const timeline = await simulate({ kind: 'automation', ...subject }, { rows, outside }, options);
  await goOnInMemory(rows, { outbound: new FakeOutbound(outside.answer), deliver: outside.deliver });
  return {
    run: simulatedRun(timeline),
    cost: timeline.cost,
    ...endsOf(rows),
    profiles: RANDOM_USERS.map((id) => rows.profiles.get(id)),
    lists: RANDOM_USERS.map((user) => [...rows.lists].flatMap(([id, users]) => (users.has(user) ? [id] : [])).sort()),
  };
}

function endsOf({ runs }: MemoryRows): Pick<Ending, 'contexts' | 'statuses'> {
  const ended = [...runs.values()];
  return { contexts: ended.map(({ context }) => context), statuses: ended.map(({ status }) => status) };
}

describe('two drivers', () => {
  it(`A-10 DR-02 ${PLANS} random plans come on Temporal to what the simulation told: steps, instants, contents, costs`, {
    timeout: 300_000,
  }, async () => {
    const plans = randomPlans(PLANS, SEED, await environment.currentTimeMs());
    const seen = new Set<string>();
    // One after the other: the skipping server's clock is one for all runs.
    for (const plan of plans) {
      const { run, ...real } = await onTemporal(plan);
      const { instants, ...steps } = run;
      const told = JSON.stringify(plan);
      expect(engine.errors, told).toEqual([]);
      const { run: foretold, ...others } = await simulated(plan, instants[0] ?? 0);
      expect({ ...foretold, ...others, instants: undefined }, told).toEqual({ ...steps, ...real });
      expect(instantsApart(instants, foretold.instants), told).toEqual([]);
      for (const { action, status, messages } of run.steps)
        for (const what of [action, ...messages.map(reasonOf)]) seen.add(`${what} ${status}`);
    }
    const all = Object.keys(actions).flatMap((name) =>
      ['ERROR', 'PROCESSED', 'SKIPPED'].map((end) => `${name} ${end}`),
    );
    const messages = [
      'SENT',
      'UNDELIVERABLE FAILED',
      'UNDELIVERABLE OPT_IN_REQUIRED',
      'UNDELIVERABLE PROVIDER_ERROR',
      'UNDELIVERABLE UNSUBSCRIBED',
      'UNROUTABLE NO_PROVIDERS',
    ];
    expect([...seen].sort()).toEqual([...all, ...messages.map((message) => `${message} PROCESSED`)].sort());
  });
});

function reasonOf({ status, reason }: { status?: string; reason?: string }): string {
  return [status, reason].filter(Boolean).join(' ');
}
