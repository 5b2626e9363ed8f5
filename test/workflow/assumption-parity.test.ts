import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Assumptions } from '../../simulation/assumptions/assumptions.ts';
import { publishAutomation } from '../support/ask.ts';
import { randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { type RandomPlan, randomPlans } from '../support/random-plans/random-plans.ts';
import { startTemporalWorld, type TemporalWorld } from '../support/random-plans/temporal-world.ts';
import { RANDOM_AUTOMATIONS } from '../support/random-plans/world.ts';
import { carryOutAutomation, simulateAutomation } from '../support/simulation/automation-runs.ts';
import { cancelMeanwhile } from '../support/simulation/cancel-meanwhile.ts';
import { expectSameAutomation, expectSameJourney } from '../support/simulation/expect-same.ts';
import { carryOutJourney, simulateJourney } from '../support/simulation/journey-runs.ts';
import { type Moment, momentBetween } from '../support/simulation/moment-between.ts';

const SEED = 20261123;
const RUNS = 30;

let world: TemporalWorld;

beforeAll(async () => {
  world = await startTemporalWorld();
  for (const [id, written] of Object.entries(RANDOM_AUTOMATIONS)) await publishAutomation(world.engine, id, written);
});

afterAll(() => world.close());

/** Random plans and journeys wait seldom; here they do, and a message waits longer than its run may. */
const DAY = 24 * 60 * 60_000;
const content = { title: 'For {{name}}', body: 'B' };
const HELD = { action: 'send', message: { to: { email: 'ada@example.com' }, content, delay: { duration: 3 * DAY } } };
const WAIT = { type: 'delay', mode: 'duration', duration: 'P2D' };

function waiting(plan: RandomPlan): RandomPlan {
  const { automation } = plan;
  const steps = automation.steps.toSpliced(1, 0, HELD, { action: 'delay', duration: '2 days' });
  return { ...plan, automation: { ...automation, steps } };
}

const moments = fc.record({ pause: fc.nat(), share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100) });

const canceledAt = (at: number) => Assumptions.parse({ events: [{ type: 'cancel', at: new Date(at).toISOString() }] });

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
    const plans = randomPlans(RUNS * 3, SEED, await environment.currentTimeMs()).map(waiting);
    const canceled = await cancelRuns(plans, async (plan, moment, told) => {
      const { run } = await simulateAutomation(plan, await environment.currentTimeMs());
      const at = momentBetween(run.instants, moment);
      if (at === undefined) return undefined;
      let then = at;
      const real = await carryOutAutomation(world, plan, async (runId) => {
        then = await cancelMeanwhile(world, runId, { at, token: 'random' });
      });
      const assume = canceledAt(then);
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
      const assume = canceledAt(then);
      expectSameJourney(await simulateJourney(request, real.instants[0] ?? 0, { assume }), real, told);
      return real.status;
    });
    expect(canceled.length).toBeGreaterThan(RUNS / 2);
  });
});
