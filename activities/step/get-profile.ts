import type { JsonObject } from '../../language/json.ts';
import { type MergeStrategy, merge } from '../../language/merge.ts';
import type { RunData } from '../../language/scope.ts';
import type { ContextChange, Runs } from '../ports/runs.ts';
import type { Effect, ReadyStep } from './step-transaction.ts';
import { storedProfile } from './stored-profile.ts';

/** a user nobody knows has nothing to load; the step says so, and the run goes on. */
export async function getProfile(ready: ReadyStep<'get-profile'>, runs: Runs): Promise<Effect> {
  const { user_id: userId, path, merge_strategy: strategy } = ready.fields;
  const outcome = { kind: 'processed' } as const;
  const profile = await storedProfile(userId, ready, runs);
  if (!profile) return { outcome, context: { reason: 'the user has no stored profile' } };
  return { outcome, change: load(profile, path, strategy, ready.scope) };
}

function load(loaded: JsonObject, path: string, strategy: MergeStrategy, { profile, data }: RunData): ContextChange {
  if (path === 'profile') return { profile: merge(profile, loaded, strategy) };
  const field = path.slice('data.'.length);
  const present = Object.hasOwn(data, field) ? data[field] : undefined;
  return { data: { ...data, [field]: merge(present, loaded, strategy) } };
}
