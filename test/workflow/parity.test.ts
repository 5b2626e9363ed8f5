import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { actions } from '../../language/actions/index.ts';
import { publishAutomation } from '../support/ask.ts';
import { randomPlans } from '../support/random-plans/random-plans.ts';
import { startTemporalWorld, type TemporalWorld } from '../support/random-plans/temporal-world.ts';
import { RANDOM_AUTOMATIONS } from '../support/random-plans/world.ts';
import { carryOutAutomation, simulateAutomation } from '../support/simulation/automation-runs.ts';
import { expectSameAutomation } from '../support/simulation/expect-same.ts';
import { kindsAssumed } from '../support/simulation/kinds-assumed.ts';
import { refusedAsAssumed } from '../support/simulation/refused-as-assumed.ts';
import { toldAsSeen } from '../support/simulation/told-as-seen.ts';

const PLANS = 300;
const SEED = 20261121;

let world: TemporalWorld;

beforeAll(async () => {
  world = await startTemporalWorld();
  for (const [id, written] of Object.entries(RANDOM_AUTOMATIONS)) await publishAutomation(world.engine, id, written);
});

afterAll(() => world.close());

describe('two drivers', () => {
  it(`DR-02 DR-03 ${PLANS} random plans come on Temporal to what the simulation told, and tells by assumptions alone`, {
    timeout: 300_000,
  }, async () => {
    const { environment, engine } = world;
    const plans = randomPlans(PLANS, SEED, await environment.currentTimeMs());
    const seen = new Set<string>();
    // One after the other: the skipping server's clock is one for all runs.
    for (const plan of plans) {
      const told = JSON.stringify(plan);
      const real = await carryOutAutomation(world, plan);
      expect(engine.errors, told).toEqual([]);
      const [start = 0] = real.run.instants;
      expectSameAutomation(await simulateAutomation(plan, start), real, told);
      const assumed = await toldAsSeen(world, real.runId);
      for (const kind of kindsAssumed(assumed)) seen.add(kind);
      const run = refusedAsAssumed(real.run, assumed);
      expectSameAutomation(
        await simulateAutomation(plan, start, assumed),
        { ...real, run },
        `${told} ${JSON.stringify(assumed)}`,
      );
      for (const { action, status, messages } of real.run.steps)
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
    const assumed = ['an answer', 'several tries', 'a refusal'];
    expect([...seen].sort()).toEqual([...all, ...messages.map((message) => `${message} PROCESSED`), ...assumed].sort());
  });
});

function reasonOf({ status, reason }: { status?: string; reason?: string }): string {
  return [status, reason].filter(Boolean).join(' ');
}
