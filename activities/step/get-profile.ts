import type { JsonObject } from '../../language/json/json.ts';
import { type MergeStrategy, merge } from '../../language/json/merge.ts';
import { tenantNamed } from '../../language/people/tenant-name.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { ContextChange } from '../ports/step-changes.ts';
import { failed } from './failed.ts';
import { fits } from './fits.ts';
import type { LocalTools } from './local-tools.ts';
import type { ReadyStep } from './ready.ts';
import { profileOf, seenUser } from './seen-user.ts';
import type { Effect } from './step-transaction.ts';

/** a user nobody knows has nothing to load but what the tenant lends; the step says so, and the run goes on. */
export async function getProfile(ready: ReadyStep<'get-profile'>, { lookups }: LocalTools): Promise<Effect> {
  const { user_id: userId, path, merge_strategy: strategy } = ready.fields;
  const outcome = { kind: 'processed' } as const;
  const tenant = tenantNamed(ready.step.fields, ready.fields, ['tenant_id']);
  const user = await seenUser({ userId, tenant, infers: false }, ready, lookups);
  const context = { ...user.context, ...(!user.stored && { reason: 'the user has no stored profile' }) };
  if (!user.stored && !user.tenant) return { outcome, context };
  const contextChange = load(profileOf(user), path, strategy, ready.scope);
  if (!Object.values(contextChange).every(fits)) return failed('the data of the run would become too large');
  return { outcome, context, contextChange };
}

function load(loaded: JsonObject, path: string, strategy: MergeStrategy, { profile, data }: RunData): ContextChange {
  if (path === 'profile') return { profile: merge(profile, loaded, strategy) };
  const field = path.slice('data.'.length);
  const present = Object.hasOwn(data, field) ? data[field] : undefined;
  return { data: { ...data, [field]: merge(present, loaded, strategy) } };
}
