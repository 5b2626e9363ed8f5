import type { z } from 'zod';

import { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile/compile.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { Assumptions } from '../../../simulation/assumptions/assumptions.ts';
import { simulate } from '../../../simulation/simulate.ts';
import type { World } from '../../../simulation/world.ts';
import { journeyPlan, TRIGGER } from '../journeys/journey-plan.ts';
import { memoryRows } from '../virtual.ts';

export const START = Date.parse('2026-03-01T08:00:00Z');

/** What a test says of a simulation; what it leaves out is usual. */
interface Circumstances extends Partial<World> {
  assume?: z.input<typeof Assumptions>;
  start?: number;
  zone?: string;
}

/** Simulates an automation of these steps, asked for with a context. */
export function simulateSteps(steps: object[], context: object = {}, circumstances: Circumstances = {}) {
  const { start = START } = circumstances;
  const { plan, ...given } = compileAutomation(AdHocInvoke.parse({ automation: { steps }, ...context }), start);
  return simulate({ kind: 'automation', plan, ...given }, ...further(circumstances));
}

/** Simulates a journey of these nodes after a trigger; those without an id are `n1` and so on. */
export function simulateNodes(
  nodes: object[],
  context: { data?: JsonObject; profile?: JsonObject; recipient?: string; schema?: JsonObject } = {},
  circumstances: Circumstances = {},
) {
  const { start = START } = circumstances;
  const { data = {}, profile = {}, recipient, schema } = context;
  const plan = journeyPlan([{ ...TRIGGER, ...(schema && { schema }) }, ...nodes], { recipient, at: start });
  const given = { data, profile, ...(recipient && { recipient }) };
  return simulate({ kind: 'journey', plan, context: given, automationId: 'journey' }, ...further(circumstances));
}

function further({ assume = {}, start = START, zone = 'UTC', rows = memoryRows(), ...world }: Circumstances) {
  return [
    { rows, ...world },
    { start, zone, assume: Assumptions.parse(assume) },
  ] as const;
}
