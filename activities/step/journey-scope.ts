import type { JsonObject } from '../../language/json/json.ts';
import { effectiveProfile } from '../../language/people/effective-profile.ts';
import { tenantFields } from '../../language/people/tenant-fields.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { SeenUser } from './seen-user.ts';

/** What a run of a journey is started with. */
interface Started {
  userId?: string;
  data: JsonObject;
  /** What whoever starts it says of the profile. */
  profile: JsonObject;
  /** The tenant that is named there. */
  tenantId?: string;
}

/**
 * What a run of a journey begins with: its data, and its profile over what is stored of the user and in the tenant, which is the
 * named one or else the inferred one, and is decided with this. J-31 to J-35
 */
export function journeyScope(
  { stored, tenant, membership }: Omit<SeenUser, 'context'>,
  { userId, data, profile, tenantId }: Started,
): NodeScope {
  return {
    data,
    profile: effectiveProfile({ tenant: tenant?.userProfile, stored, membership, request: profile }),
    outputs: {},
    tenantId: tenantId ?? tenant?.id ?? null,
    ...(userId !== undefined && { recipient: userId }),
    ...(tenant && { tenant: tenantFields(tenant) }),
  };
}
