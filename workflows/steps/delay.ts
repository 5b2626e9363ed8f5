import type { Outcome } from '../contracts/step-activities.ts';
import type { RunContext } from '../run-context.ts';

/** the instant is decided once, by the activity; the wait is a durable timer. */
export async function delay(order: number, run: RunContext): Promise<Outcome> {
  const outcome = await run.perform(order);
  if (outcome.kind !== 'waits') return outcome;
  run.show(order, outcome);
  await run.sleepUntil(order, outcome.until);
  return outcome;
}
