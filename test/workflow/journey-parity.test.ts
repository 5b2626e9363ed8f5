import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { nodes } from '../../language/nodes/index.ts';
import { randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { startTemporalWorld, type TemporalWorld } from '../support/random-plans/temporal-world.ts';
import { virtualWorld } from '../support/random-plans/virtual-world.ts';
import { expectSameJourney } from '../support/simulation/expect-same.ts';
import {
  carryOutJourney,
  type JourneyBody,
  type JourneyEnding,
  simulateJourney,
} from '../support/simulation/journey-runs.ts';
import { kindsAssumed } from '../support/simulation/kinds-assumed.ts';
import { refusedAsAssumed } from '../support/simulation/refused-as-assumed.ts';
import { toldAsSeen } from '../support/simulation/told-as-seen.ts';

const JOURNEYS = 200;
const SEED = 20261122;

let world: TemporalWorld;

beforeAll(async () => {
  world = await startTemporalWorld();
});

afterAll(() => world.close());

type RealEnding = JourneyEnding & { runId: string };

/** The second run of each journey comes to the throttles that the first one passed. */
async function onTemporal(request: JourneyBody): Promise<[RealEnding, RealEnding]> {
  world.outbound.begin();
  return [await carryOutJourney(world, request), await carryOutJourney(world, request)];
}

/** At the moments at which the real ones began, one after the other in one world. */
async function inOneWorld(request: JourneyBody, real: readonly JourneyEnding[]): Promise<JourneyEnding[]> {
  const shared = virtualWorld();
  const endings = [];
  for (const { instants } of real) endings.push(await simulateJourney(request, instants[0] ?? 0, shared));
  return endings;
}

describe('two drivers', () => {
  it(`DR-02 DR-03 ${JOURNEYS} random journeys, twice each, come to what the simulation told, and tells by assumptions alone`, {
    timeout: 400_000,
  }, async () => {
    const seen = new Set<string>();
    const data = randomData(await world.environment.currentTimeMs());
    for (const [index, random] of randomJourneys(JOURNEYS, SEED).entries()) {
      const told = JSON.stringify(random);
      const request = { ...random, journey: `journey-${index}`, data };
      const real = await onTemporal(request);
      expect(world.engine.errors, told).toEqual([]);
      const foretold = await inOneWorld(request, real);
      for (const [turn, ending] of real.entries()) {
        expectSameJourney(foretold[turn] as JourneyEnding, ending, told);
        const assumed = await toldAsSeen(world, ending.runId);
        for (const kind of kindsAssumed(assumed)) seen.add(kind);
        const alone = await simulateJourney(request, ending.instants[0] ?? 0, assumed);
        expectSameJourney(
          alone,
          { ...ending, ...refusedAsAssumed(ending, assumed) },
          `${told} ${JSON.stringify(assumed)}`,
        );
        for (const { action, status } of ending.steps) seen.add(`${action} ${status}`);
      }
    }
    const always = ['branch PROCESSED', 'exit PROCESSED', 'trigger PROCESSED', 'throttle THROTTLED'];
    const conditional = Object.keys(nodes).filter((name) => !['branch', 'exit', 'trigger'].includes(name));
    const expected = conditional.flatMap((name) => [`${name} PROCESSED`, `${name} SKIPPED`]);
    const errors = ['delay ERROR', 'fetch ERROR', 'send ERROR', 'throttle ERROR'];
    const assumed = ['an answer', 'several tries', 'a refusal', 'a throttle'];
    expect([...seen].sort()).toEqual([...always, ...expected, ...errors, ...assumed].sort());
  });
});
