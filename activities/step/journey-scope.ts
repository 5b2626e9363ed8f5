import type { JsonObject } from '../../language/json/json.ts';
import { effectiveProfile } from '../../language/people/effective-profile.ts';
import { tenantFields } from '../../language/people/tenant-fields.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { StoredUser } from '../ports/lookups.ts';
import { seenIn } from './seen-user.ts';

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
 * named one or else the only one of the user, and is decided with this. J-31 to J-35, U-05
 * @throws InvalidInput for a tenant whose parents go in a circle
 */
export function journeyScope(found: StoredUser, { userId, data, profile, tenantId }: Started): NodeScope {
  const { stored, tenant, membership } = seenIn(found, { userId, tenantId, infers: true });
  return {
    data,
    profile: effectiveProfile({ tenant: tenant?.userProfile, stored, membership, request: profile }),
    outputs: {},
    tenantId: tenantId ?? tenant?.id ?? null,
    ...(userId !== undefined && { recipient: userId }),
    ...(tenant && { tenant: tenantFields(tenant) }),
  };
}
