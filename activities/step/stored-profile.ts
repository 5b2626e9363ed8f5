import type { JsonObject } from '../../language/json.ts';
import type { Runs } from '../ports/runs.ts';
import type { ReadyStep } from './step-transaction.ts';

/** A user's profile: loaded with the step where the plan names the user, else by a statement of its own. */
export async function storedProfile(
  userId: string,
  { snapshot, step }: Pick<ReadyStep, 'snapshot' | 'step'>,
  runs: Runs,
): Promise<JsonObject | undefined> {
  if (!step.ahead.users.includes(userId)) return runs.findProfile(snapshot.environmentId, userId);
  return Object.hasOwn(snapshot.profiles, userId) ? snapshot.profiles[userId] : undefined;
}
