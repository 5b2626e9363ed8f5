import type { Outcome } from '../contracts/step-activities.ts';
import type { RunContext } from '../run-context.ts';

/** N-55: the step is over once the message is accepted; one that is not out yet goes on by itself, and the run does too. */
export async function send(order: number, run: RunContext): Promise<Outcome> {
  const outcome = await run.deliver(order);
  if (outcome.kind !== 'processed') return outcome;
  const { messageId, resumesAt } = outcome;
  if (messageId !== undefined && resumesAt !== undefined) await run.handOver(messageId, resumesAt);
  return outcome;
}
