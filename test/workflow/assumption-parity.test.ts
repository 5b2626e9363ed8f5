import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Assumptions } from '../../simulation/assumptions/assumptions.ts';
import { publishAutomation } from '../support/ask.ts';
import { type RandomBatch, randomBatches } from '../support/random-journeys/random-batches.ts';
import { randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { randomDeliveries } from '../support/random-plans/random-deliveries.ts';
import { startTemporalWorld, type TemporalWorld } from '../support/random-plans/temporal-world.ts';
import { waitingPlans } from '../support/random-plans/waiting-plans.ts';
import { RANDOM_AUTOMATIONS } from '../support/random-plans/world.ts';
import { assumedEvents, type HappenedEvent } from '../support/simulation/assumed-events.ts';
import { carryOutAutomation, simulateAutomation } from '../support/simulation/automation-runs.ts';
import { cancelMeanwhile } from '../support/simulation/cancel-meanwhile.ts';
import { expectSameAutomation, expectSameJourney } from '../support/simulation/expect-same.ts';
import { type Gathered, gatherMeanwhile, untilGone } from '../support/simulation/gather-meanwhile.ts';
import { hearMeanwhile } from '../support/simulation/hear-meanwhile.ts';
import { carryOutJourney, type JourneyEnding, simulateJourney } from '../support/simulation/journey-runs.ts';
import { type Moment, momentBetween } from '../support/simulation/moment-between.ts';

const SEED = 20261123;
const RUNS = 30;
const BATCHES = 40;

let world: TemporalWorld;

beforeAll(async () => {
  world = await startTemporalWorld();
  for (const [id, written] of Object.entries(RANDOM_AUTOMATIONS)) await publishAutomation(world.engine, id, written);
});

afterAll(() => world.close());

const DAY = 24 * 60 * 60_000;
/** Random journeys wait seldom; here they do. */
const WAIT = { type: 'delay', mode: 'duration', duration: 'P2D' };

const moments = fc.record({ pause: fc.nat(), share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100) });

const happening = (events: HappenedEvent[]) => Assumptions.parse({ events: assumedEvents(events) });

/** Of the journey with its trigger and a wait before it. */
const BATCH = 2;

/** The run's rows tell when its batch was opened, and when it went on, to its end. */
function endOfBatch({ context, instants }: JourneyEnding, { mostItems, mostMs }: RandomBatch) {
  const { count: items } = context.data.batch as { count: number };
  const [opened = 0, ended = 0] = [instants[3], instants.at(-1)];
  if (items >= mostItems) return { items, by: 'max_items' };
  return { items, by: ended - opened < mostMs ? 'wait_period' : 'max_wait_period' };
}

/** Cancels runs that wait; `one` compares one with its simulation, and gives how it ended, or nothing where it never waits. */
async function cancelRuns<Given>(
  candidates: readonly Given[],
  one: (given: Given, moment: Moment, told: string) => Promise<string | undefined>,
): Promise<string[]> {
  const chosen = fc.sample(moments, { numRuns: candidates.length, seed: SEED });
  const ends: string[] = [];
  for (const [index, given] of candidates.entries()) {
    if (ends.length === RUNS) break;
    const then = chosen[index] as Moment;
    const end = await one(given, then, JSON.stringify([given, then]));
    if (end) ends.push(end);
    expect(world.engine.errors).toEqual([]);
  }
  expect(ends).toHaveLength(RUNS);
  return ends.filter((end) => end === 'CANCELED');
}

describe('runs to which something happens', { timeout: 200_000 }, () => {
  it(`DR-02 DR-03 ${RUNS} random plans that are canceled while they wait come to what the simulation told`, async () => {
    const { environment } = world;
    const plans = waitingPlans(RUNS * 3, SEED, await environment.currentTimeMs());
    const canceled = await cancelRuns(plans, async (plan, moment, told) => {
      const { run } = await simulateAutomation(plan, await environment.currentTimeMs());
      const at = momentBetween(run.instants, moment);
      if (at === undefined) return undefined;
      let then = at;
      const real = await carryOutAutomation(world, plan, async (runId) => {
        then = await cancelMeanwhile(world, runId, { at, token: 'random' });
      });
      const assume = happening([{ type: 'cancel', at: then }]);
      expectSameAutomation(await simulateAutomation(plan, real.run.instants[0] ?? 0, { assume }), real, told);
      return real.run.status;
    });
    expect(canceled.length).toBeGreaterThan(RUNS / 2);
    // Others had ended before their messages did.
    expect(canceled.length).toBeLessThan(RUNS);
  });

  it(`DR-02 DR-03 ${RUNS} random journeys that are canceled while they wait come to what the simulation told`, async () => {
    const { environment } = world;
    const data = randomData(await environment.currentTimeMs());
    const canceled = await cancelRuns(randomJourneys(RUNS * 3, SEED), async (random, moment, told) => {
      const nodes = random.nodes.toSpliced(1, 0, WAIT);
      const request = { ...random, nodes, journey: told, data, cancelationToken: 'random' };
      const at = momentBetween((await simulateJourney(request, await environment.currentTimeMs())).instants, moment);
      if (at === undefined) return undefined;
      world.outbound.begin();
      let then = at;
      const real = await carryOutJourney(world, request, async (runId) => {
        then = await cancelMeanwhile(world, runId, { at, token: 'random' });
      });
      const assume = happening([{ type: 'cancel', at: then }]);
      expectSameJourney(await simulateJourney(request, real.instants[0] ?? 0, { assume }), real, told);
      return real.status;
    });
    expect(canceled.length).toBeGreaterThan(RUNS / 2);
  });

  it(`DR-02 DR-03 ${BATCHES} random batches to which others come end as the simulation told, and with what it told`, async () => {
    const { environment, engine } = world;
    const seen = new Set<string>();
    for (const [index, random] of randomBatches(BATCHES, SEED).entries()) {
      const { nodes, data, members } = random;
      const journey = { nodes, journey: `batch-${index}`, recipient: 'ada', profile: {}, data };
      const told = JSON.stringify(random);
      const opens = (await environment.currentTimeMs()) + DAY;
      const planned = members.map(({ afterMs, data: brought }) => ({ at: opens + afterMs, data: brought }));
      let others: Gathered = { ids: [], came: [] };
      const real = await carryOutJourney(world, journey, async (runId) => {
        others = await gatherMeanwhile(world, runId, { journey, members: planned });
      });
      await untilGone(world, others.ids);
      const assume = happening(others.came.map((one) => ({ type: 'batch_member', node: 'digest', ...one })));
      const foretold = await simulateJourney(journey, real.instants[0] ?? 0, { assume });
      expect(engine.errors, told).toEqual([]);
      expectSameJourney(foretold, real, told);
      const { batch } = foretold.timeline.entries[BATCH] ?? {};
      expect(batch, told).toMatchObject(endOfBatch(real, random));
      seen.add(`${batch?.by} ${batch?.items}`);
    }
    const ends = ['max_items 2', 'max_items 3', 'max_wait_period', 'wait_period 1', 'wait_period 2'];
    for (const end of ends) expect([...seen].join()).toContain(end);
  });

  it(`DR-02 DR-03 of ${RUNS} messages statuses that are heard later are read as the simulation told`, async () => {
    const { environment } = world;
    const seen = new Set<string>();
    for (const { plan, delivery, heardAfterMs } of randomDeliveries(RUNS, SEED)) {
      const told = JSON.stringify([plan, delivery]);
      const at = (await environment.currentTimeMs()) + heardAfterMs;
      const real = await carryOutAutomation(world, plan, (runId) =>
        hearMeanwhile(world, runId, { at, status: delivery.status }),
      );
      const assume = Assumptions.parse({ deliveries: { first: delivery } });
      expectSameAutomation(await simulateAutomation(plan, real.run.instants[0] ?? 0, { assume }), real, told);
      for (const { status } of real.run.steps.slice(2)) seen.add(`${delivery.status} ${status}`);
    }
    expect(seen.size).toBeGreaterThan(6);
  });
});
