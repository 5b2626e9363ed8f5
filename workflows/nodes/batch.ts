import type { Outcome } from '../contracts/step-activities.ts';
import type { RunContext } from '../run-context.ts';

/** N-61, N-62: the run that opened the window waits itself, as long as others come and put its end off. */
export async function batch(order: number, run: RunContext): Promise<Outcome> {
  let outcome = await run.perform(order);
  while (outcome.kind === 'gathers') {
    run.show(order, outcome);
    await run.waitFor(order, outcome.until);
    outcome = await run.perform(order);
  }
  return outcome;
}
