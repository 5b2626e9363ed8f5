import type { NodeScope } from '../../language/run/node-scope.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import { anonymousIdOf } from '../deliver/message-id.ts';

/** Whom a run counts as: its recipient, else an address of theirs, else nobody but itself. N-41 */
export function userOf({ recipient, profile }: NodeScope, { runId }: StepCall): string {
  const named = [recipient, profile.email, profile.phone_number];
  return named.find((name): name is string => typeof name === 'string' && name !== '') ?? anonymousIdOf(runId);
}
