import type { JsonObject } from '../../language/json/json.ts';
import { inherit, type Tenant } from '../../language/people/tenant.ts';
import { type TenantName, tenantsOfRun } from '../../language/people/tenant-name.ts';
import type { PlanStep } from '../../language/plan.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { Lookups, StoredUser, WantedUser } from '../ports/lookups.ts';
import type { SendMaterial } from '../ports/send-material.ts';
import type { StepContext } from '../ports/statuses.ts';
import { ignored } from './ignored.ts';

/** Someone as they are stored, and the tenant that they are seen in. */
export interface SeenUser {
  /** Absent where nobody knows the user. */
  stored?: JsonObject;
  tenant?: Tenant;
  /** What is said of the user in that tenant. */
  membership: JsonObject;
  /** Why a tenant that was named has no part in it. */
  context: Pick<StepContext, 'warnings'>;
}

/** Whom a step is about. */
interface Wanted {
  userId?: string;
  tenant?: TenantName;
  /** Where no tenant is named, the only one of the user stands for it. U-05 */
  infers: boolean;
}

/** The step that is about them, and what was loaded with it. */
interface Seen {
  step: Pick<PlanStep, 'ahead'>;
  scope: RunData;
  snapshot: Pick<SendMaterial, 'environmentId' | 'profiles' | 'tenancy'>;
}

/**
 * A user in a tenant: loaded with the step where the plan and the run's profile name both, else by a statement of its own.
 * A tenant that does not exist is ignored, with a warning (J-32, F-10).
 * @throws InvalidInput for a tenant whose parents go in a circle.
 */
export async function seenUser(
  { userId, tenant: named, infers }: Wanted,
  seen: Seen,
  lookups: Lookups,
): Promise<SeenUser> {
  if (named && 'dangling' in named) {
    const { profile: stored } = await lookUp({ userId }, seen, lookups);
    return withoutTenant(stored, `${named.dangling} refers to nothing, so there is no tenant`);
  }
  return seenIn(await lookUp({ userId, tenantId: named?.id }, seen, lookups), { userId, tenantId: named?.id, infers });
}

/** A user as stored, in the tenant that is named or inferred. @throws InvalidInput for a tenant whose parents go in a circle. */
export function seenIn(
  { profile: stored, tenants, memberships }: StoredUser,
  { userId, tenantId, infers }: WantedUser & { infers: boolean },
): SeenUser {
  const own = memberships.filter((membership) => membership.userId === userId);
  const id = tenantId ?? (infers ? own.find(({ isInferred }) => isInferred)?.tenantId : undefined);
  if (id === undefined) return withoutTenant(stored);
  const found = tenants.find((tenant) => tenant.id === id);
  if (!found) return withoutTenant(stored, ignored('tenant', id));
  const membership = own.find((place) => place.tenantId === id)?.profile ?? {};
  return { stored, tenant: inherit(found.chain), membership, context: {} };
}

/** J-32: per top-level key, what all of a tenant's users share lies below the user's own, and what is said of them there above it. */
export function profileOf({ stored, tenant, membership }: SeenUser): JsonObject {
  return { ...tenant?.userProfile, ...stored, ...membership };
}

function withoutTenant(stored: JsonObject | undefined, warning?: string): SeenUser {
  return { stored, membership: {}, context: warning === undefined ? {} : { warnings: [warning] } };
}

async function lookUp(wanted: WantedUser, { snapshot, step, scope }: Seen, lookups: Lookups): Promise<StoredUser> {
  const { userId, tenantId } = wanted;
  const tenantsAhead = [...(step.ahead.tenants ?? []), ...tenantsOfRun(scope)];
  const isUserAhead = userId === undefined || step.ahead.users.includes(userId);
  const isTenantAhead = tenantId === undefined || tenantsAhead.includes(tenantId);
  if (!isUserAhead || !isTenantAhead) return lookups.findUser(snapshot.environmentId, wanted);
  const isStored = userId !== undefined && Object.hasOwn(snapshot.profiles, userId);
  return { ...snapshot.tenancy, ...(isStored && { profile: snapshot.profiles[userId] }) };
}
