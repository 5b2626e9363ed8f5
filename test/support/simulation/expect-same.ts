import { expect } from 'vitest';

import type { AutomationEnding } from './automation-runs.ts';
import { instantsApart } from './compared-run.ts';
import type { JourneyEnding } from './journey-runs.ts';

/** Expects a real automation to have come to what was foretold. @param told What it was, for whoever reads of a difference. */
export function expectSameAutomation(foretold: AutomationEnding, real: AutomationEnding, told: string): void {
  expect(timeless(foretold), told).toEqual(timeless(real));
  expect(instantsApart(real.run.instants, foretold.run.instants), told).toEqual([]);
}

function timeless({ run, cost, fetched, contexts, statuses, profiles, lists }: AutomationEnding) {
  return { run: { ...run, instants: [] }, cost, fetched, contexts, statuses, profiles, lists };
}

/** The same of a journey. */
export function expectSameJourney(foretold: JourneyEnding, real: JourneyEnding, told: string): void {
  const compared = ({ status, steps, context, cost, fetched }: JourneyEnding) => ({
    ...{ status, steps, context, cost, fetched },
  });
  expect(compared(foretold), told).toEqual(compared(real));
  expect(instantsApart(real.instants, foretold.instants), told).toEqual([]);
}
