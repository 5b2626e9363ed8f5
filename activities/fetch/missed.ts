import type { Effect } from '../step/step-transaction.ts';
import type { Miss } from './read-answer.ts';

/** What the server has to do with it stays out of the outcome, which goes into Temporal's history. A-40, N-33 */
export function missed({ reason, detail }: Miss): Effect {
  return { outcome: { kind: 'missed', reason }, context: { reason: detail ? `${reason}: ${detail}` : reason } };
}
