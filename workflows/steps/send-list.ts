import type { Outcome } from '../contracts/step-activities.ts';
import type { RunContext } from '../run-context.ts';

/** the activity fixes to whom and what; everyone is then tried once before the next step. */
export async function sendList(order: number, run: RunContext): Promise<Outcome> {
  const outcome = await run.perform(order);
  if (outcome.kind !== 'spreads') return outcome;
  run.show(order, outcome);
  return run.spread(order, outcome.messageId);
}
