import type { JsonObject } from '../../../language/json/json.ts';
import type { RunData } from '../../../language/run/scope.ts';
import type { MemoryRows } from '../../../platform/memory/memory-rows.ts';
import { NO_ASSUMPTIONS } from '../../../simulation/assumptions/assumptions.ts';
import { simulate } from '../../../simulation/simulate.ts';
import type { Cost, Timeline } from '../../../simulation/timeline/timeline.ts';
import { untilEnded } from '../ask.ts';
import { journeyPlan, TRIGGER } from '../journeys/journey-plan.ts';
import { type JourneyRequest, startJourney } from '../journeys/start-journey.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { virtualWorld } from '../random-plans/virtual-world.ts';
import { untilMessageEnded } from '../until-message-ended.ts';
import type { Told } from './automation-runs.ts';
import { type ComparedFetch, realFetches, simulatedFetches } from './compared-fetches.ts';
import { type ComparedRun, realRun, simulatedRun } from './compared-run.ts';
import { historyCost } from './history-cost.ts';

/** How a run of a journey ended, and what it knew then. */
export interface JourneyEnding extends ComparedRun {
  context: RunData;
  cost: Cost;
  fetched: ComparedFetch[];
}

/** What is asked for; a profile and data are of every random journey. */
export type JourneyBody = JourneyRequest & { data: JsonObject; profile: JsonObject };

const RUN = `
SELECT context, ARRAY(SELECT message_id FROM run_step WHERE run_id = r.id AND message_id IS NOT NULL ORDER BY "order") AS messages
FROM run r WHERE id = $1`;

/**
 * Carries out a run of a journey on Temporal, and its messages.
 * @param meanwhile What happens beside the run, from when it has started.
 */
export async function carryOutJourney(
  world: TemporalWorld,
  request: JourneyBody,
  meanwhile: (runId: string) => Promise<unknown> = async () => {},
): Promise<JourneyEnding & { runId: string }> {
  const { environment, engine } = world;
  const runId = await startJourney(engine, request);
  await meanwhile(runId);
  await untilEnded(engine, runId);
  const [run] = await engine.database.query<{ context: RunData; messages: string[] }>(RUN, [runId]);
  for (const messageId of run?.messages ?? []) await untilMessageEnded(environment, runId, messageId);
  const context = run?.context as RunData;
  const [cost, fetched] = [await historyCost(engine.client, runId), await realFetches(world, runId)];
  return { runId, ...(await realRun(engine, runId)), context, cost, fetched };
}

/** Simulates a run of a journey from an instant on, in a world of its own, or in that of an earlier one. */
export async function simulateJourney(
  { nodes, recipient, data, profile }: JourneyBody,
  start: number,
  told: Told & { rows?: MemoryRows } = {},
): Promise<JourneyEnding & { timeline: Timeline }> {
  const { rows: own, outside: random } = virtualWorld();
  const { rows = own, outside = random, assume = NO_ASSUMPTIONS } = told;
  const plan = journeyPlan([TRIGGER, ...nodes], { recipient, at: start });
  const context = { data, profile, ...(recipient && { recipient }) };
  const subject = { kind: 'journey', plan, context, automationId: 'journey' } as const;
  const before = rows.runs.size;
  const timeline = await simulate(subject, { rows, outside }, { start, zone: 'UTC', assume });
  // Others may have come to it.
  const known = [...rows.runs.values()][before]?.context as RunData;
  const { cost } = timeline;
  return { ...simulatedRun(timeline), context: known, cost, fetched: simulatedFetches(timeline), timeline };
}
