import { seenIn } from '../../activities/step/seen-user.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { effectiveProfile } from '../../language/people/effective-profile.ts';
import { tenantsOfRun } from '../../language/people/tenant-name.ts';
import { InvalidInput } from '../../language/problem.ts';
import type { RunData } from '../../language/run/scope.ts';
import { zoneOf } from '../../messages/windows/zone-of.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';

/** The zone that windows open in for the run's recipient, where neither a send nor its `to` says otherwise. T-32, J-31 */
export function recipientZone(context: RunData, rows: MemoryRows): string {
  return zoneOf(undefined, { to: {}, profile: { ...storedProfile(context, rows), ...context.profile } });
}

function storedProfile(context: RunData, { profiles, tenants }: MemoryRows): JsonObject {
  const { recipient: userId, tenantId: decided } = context;
  if (userId === undefined) return {};
  const profile = profiles.get(userId);
  const [tenantId] = tenantsOfRun(context);
  const around = tenants.around([userId], tenantId === undefined ? [] : [tenantId]);
  try {
    const seen = seenIn({ ...around, profile }, { userId, tenantId, infers: decided === undefined });
    return effectiveProfile({ ...seen, tenant: seen.tenant?.userProfile });
  } catch (error) {
    // What is wrong with the tenant's parents is for the sends to tell.
    if (error instanceof InvalidInput) return profile ?? {};
    throw error;
  }
}
