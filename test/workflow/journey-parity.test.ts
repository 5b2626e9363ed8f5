import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { nodes } from '../../language/nodes/index.ts';
import type { RunData } from '../../language/run/scope.ts';
import { NO_ASSUMPTIONS } from '../../simulation/assumptions.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Cost } from '../../simulation/timeline.ts';
import { untilEnded } from '../support/ask.ts';
import type { Engine } from '../support/engine.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { startJourney } from '../support/journeys/start-journey.ts';
import { type RandomJourney, randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { startTemporalWorld } from '../support/random-plans/temporal-world.ts';
import { virtualWorld } from '../support/random-plans/virtual-world.ts';
import { type ComparedRun, instantsApart, realRun, simulatedRun } from '../support/simulation/compared-run.ts';
import { historyCost } from '../support/simulation/history-cost.ts';
import { untilMessageEnded } from '../support/until-message-ended.ts';

const JOURNEYS = 200;
const SEED = 20261122;

let environment: TestWorkflowEnvironment;
let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ environment, engine, close } = await startTemporalWorld());
});

afterAll(() => close());

/** How a run ended, and what it knew then. */
interface Ending extends ComparedRun {
  context: RunData;
  cost: Cost;
}

/** The second run of each journey comes to the throttles that the first one passed. */
const RUNS = [1, 2];

const RUN = `
SELECT context, ARRAY(SELECT message_id FROM run_step WHERE run_id = r.id AND message_id IS NOT NULL ORDER BY "order") AS messages
FROM run r WHERE id = $1`;

async function onTemporal(
  random: RandomJourney,
  journey: string,
  data: ReturnType<typeof randomData>,
): Promise<Ending[]> {
  const endings = [];
  for (const _ of RUNS) {
    const runId = await startJourney(engine, { ...random, journey, data });
    await untilEnded(engine, runId);
    const [run] = await engine.database.query<{ context: RunData; messages: string[] }>(RUN, [runId]);
    for (const messageId of run?.messages ?? []) await untilMessageEnded(environment, runId, messageId);
    const context = run?.context as RunData;
    endings.push({ ...(await realRun(engine, runId)), context, cost: await historyCost(engine.client, runId) });
  }
  return endings;
}

/** At the moments at which the real ones began, one after the other in one world. */
async function simulated(
  { nodes, recipient, profile }: RandomJourney,
  data: ReturnType<typeof randomData>,
  began: readonly number[],
): Promise<Ending[]> {
  const { rows, outside } = virtualWorld();
  const endings = [];
  for (const start of began) {
    const plan = journeyPlan([TRIGGER, ...nodes], { recipient, at: start });
    const context = { data, profile, ...(recipient && { recipient }) };
    const subject = { kind: 'journey', plan, context, automationId: 'journey' } as const;
    const timeline = await simulate(subject, { rows, outside }, { start, zone: 'UTC', assume: NO_ASSUMPTIONS });
    const known = [...rows.runs.values()].at(-1)?.context as RunData;
    endings.push({ ...simulatedRun(timeline), context: known, cost: timeline.cost });
  }
  return endings;
}

const timeless = ({ instants: _, ...ending }: Ending) => ending;

describe('two drivers', () => {
  it(`J-43 DR-02 ${JOURNEYS} random journeys, carried out twice each, come on Temporal to what the simulation told`, {
    timeout: 400_000,
  }, async () => {
    const seen = new Set<string>();
    const data = randomData(await environment.currentTimeMs());
    for (const [index, random] of randomJourneys(JOURNEYS, SEED).entries()) {
      const told = JSON.stringify(random);
      const real = await onTemporal(random, `journey-${index}`, data);
      const began = real.map(({ instants }) => instants[0] ?? 0);
      const foretold = await simulated(random, data, began);
      expect(engine.errors, told).toEqual([]);
      expect(foretold.map(timeless), told).toEqual(real.map(timeless));
      for (const [turn, { instants, steps }] of real.entries()) {
        expect(instantsApart(instants, foretold[turn]?.instants ?? []), told).toEqual([]);
        for (const { action, status } of steps) seen.add(`${action} ${status}`);
      }
    }
    const always = ['branch PROCESSED', 'exit PROCESSED', 'trigger PROCESSED', 'throttle THROTTLED'];
    const conditional = Object.keys(nodes).filter((name) => !['branch', 'exit', 'trigger'].includes(name));
    const expected = conditional.flatMap((name) => [`${name} PROCESSED`, `${name} SKIPPED`]);
    const errors = ['delay ERROR', 'fetch ERROR', 'send ERROR', 'throttle ERROR'];
    expect([...seen].sort()).toEqual([...always, ...expected, ...errors].sort());
  });
});
