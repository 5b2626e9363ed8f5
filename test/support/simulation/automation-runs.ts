import { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile/compile.ts';
import type { MemoryRows } from '../../../platform/memory/memory-rows.ts';
import { type Assumptions, NO_ASSUMPTIONS } from '../../../simulation/assumptions/assumptions.ts';
import { simulate } from '../../../simulation/simulate.ts';
import type { Cost } from '../../../simulation/timeline/timeline.ts';
import type { Outside } from '../../../simulation/world.ts';
import { ask, invoke, untilEnded } from '../ask.ts';
import type { Engine } from '../engine.ts';
import { FakeOutbound } from '../fake-outbound.ts';
import { listOf } from '../lists.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { virtualWorld } from '../random-plans/virtual-world.ts';
import { RANDOM_AUTOMATIONS, RANDOM_LISTS, RANDOM_PROFILES, RANDOM_USERS } from '../random-plans/world.ts';
import { SavedDefinition } from '../saved-definition.ts';
import { untilMessageEnded } from '../until-message-ended.ts';
import { goOnInMemory } from '../virtual.ts';
import { type ComparedFetch, realFetches, simulatedFetches } from './compared-fetches.ts';
import { type ComparedRun, realRun, simulatedRun } from './compared-run.ts';
import { historyCost } from './history-cost.ts';

/** What an automation came to. */
export interface AutomationEnding {
  run: ComparedRun;
  cost: Cost;
  fetched: ComparedFetch[];
  /** What the run knew at its end, and how those ended that it invoked, however far. */
  contexts: unknown[];
  statuses: string[];
  /** What is stored of users since. */
  profiles: unknown[];
  /** Of each user, the lists they are on. */
  lists: string[][];
}

const END = `
SELECT status, context,
  ARRAY(SELECT s.context ->> 'run_id' FROM run_step s WHERE s.run_id = r.id AND s.context ? 'run_id' ORDER BY "order") AS started,
  ARRAY(SELECT message_id FROM run_step s WHERE s.run_id = r.id AND message_id IS NOT NULL ORDER BY "order") AS messages
FROM run r WHERE id = $1`;

interface End {
  status: string;
  context: unknown;
  started: string[];
  messages: string[];
}

/**
 * Carries out the body of an invoke on Temporal, and all that it leads to.
 * @param meanwhile What happens beside the run, from when it is accepted.
 */
export async function carryOutAutomation(
  world: TemporalWorld,
  request: object,
  meanwhile: (runId: string) => Promise<unknown> = async () => {},
): Promise<AutomationEnding & { runId: string }> {
  const { environment, engine, outbound } = world;
  await restoreProfiles(engine);
  await restoreLists(engine);
  outbound.begin();
  const runId = await invoke(engine, request);
  await meanwhile(runId);
  const runs: End[] = [];
  // The list grows as they invoke others.
  const ids = [runId];
  for (const id of ids) {
    const end = await endOf(engine, id);
    for (const message of end.messages) await untilMessageEnded(environment, id, message);
    runs.push(end);
    ids.push(...end.started);
  }
  const profiles = RANDOM_USERS.map(async (id) => (await ask(engine, 'GET', `/profiles/${id}`)).body.profile);
  return {
    runId,
    run: await realRun(engine, runId),
    cost: await historyCost(engine.client, runId),
    fetched: await realFetches(world, runId),
    contexts: runs.map(({ context }) => context),
    statuses: runs.map(({ status }) => status),
    profiles: await Promise.all(profiles),
    lists: await subscriptions(engine),
  };
}

async function endOf(engine: Engine, runId: string): Promise<End> {
  await untilEnded(engine, runId);
  const [end] = await engine.database.query<End>(END, [runId]);
  return end as End;
}

/** Every run begins with the same profiles. */
async function restoreProfiles(engine: Engine): Promise<void> {
  for (const id of RANDOM_USERS) {
    const profile = RANDOM_PROFILES[id];
    if (profile) await ask(engine, 'PUT', `/profiles/${id}`, { profile });
    else await ask(engine, 'DELETE', `/profiles/${id}`);
  }
}

async function restoreLists(engine: Engine): Promise<void> {
  await engine.database.query('DELETE FROM recipient_list');
  for (const [list, users] of Object.entries(RANDOM_LISTS)) await listOf(engine, list, users);
}

/** Of each user, the lists they are on. */
async function subscriptions({ database }: Engine): Promise<string[][]> {
  const rows = await database.query<{ user_id: string; list_id: string }>(
    'SELECT user_id, list_id FROM subscription WHERE ended_at IS NULL ORDER BY list_id',
  );
  return RANDOM_USERS.map((user) => rows.flatMap(({ user_id, list_id }) => (user_id === user ? [list_id] : [])));
}

/** What a simulation is told of what happens: by assumptions, or by what stands outside. */
export interface Told {
  assume?: Assumptions;
  /** As random runs meet it, unless it is said. */
  outside?: Outside;
}

/** Simulates the body of an invoke from an instant on, in a world of its own, and carries out the runs that it invokes. */
export async function simulateAutomation(request: object, start: number, told: Told = {}): Promise<AutomationEnding> {
  const { rows, outside: random } = virtualWorld();
  const { assume = NO_ASSUMPTIONS, outside = random } = told;
  for (const [id, written] of Object.entries(RANDOM_AUTOMATIONS))
    rows.automations.push({ id, archived: false, enabled: true, definition: SavedDefinition.parse(written) });
  for (const [id, users] of Object.entries(RANDOM_LISTS))
    rows.lists.set(id, new Map(users.map((user) => [user, undefined])));
  const subject = compileAutomation(AdHocInvoke.parse(request), start);
  const timeline = await simulate(
    { kind: 'automation', ...subject },
    { rows, outside },
    { start, zone: 'UTC', assume },
  );
  await goOnInMemory(rows, { outbound: new FakeOutbound(random.answer), deliver: random.deliver });
  return {
    run: simulatedRun(timeline),
    cost: timeline.cost,
    fetched: simulatedFetches(timeline),
    ...endsOf(rows),
    profiles: RANDOM_USERS.map((id) => rows.profiles.get(id)),
    lists: RANDOM_USERS.map((user) => [...rows.lists].flatMap(([id, users]) => (users.has(user) ? [id] : [])).sort()),
  };
}

function endsOf({ runs }: MemoryRows): Pick<AutomationEnding, 'contexts' | 'statuses'> {
  const ended = [...runs.values()];
  return { contexts: ended.map(({ context }) => context), statuses: ended.map(({ status }) => status) };
}
