import { Injectable } from '@nestjs/common';

import { type SeenUser, seenIn } from '../../../activities/step/seen-user.ts';
import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { isJsonObject, type JsonObject } from '../../../language/json/json.ts';
import { effectiveProfile } from '../../../language/people/effective-profile.ts';
import { tenantsOfRun } from '../../../language/people/tenant-name.ts';
import type { NodeScope } from '../../../language/run/node-scope.ts';
import { Profiles } from '../../../platform/database/profiles.ts';
import type { Caller } from '../http/caller.ts';

/** What a run of a journey begins with. */
@Injectable()
export class RunScopes {
  constructor(private readonly profiles: Profiles) {}

  /**
   * The request's data and profile, the profile over what is stored of the user and in the tenant: the named one, or the only one
   * of the user (U-05). A tenant that does not exist is ignored; the trigger's step warns of it. J-31 to J-35
   * @throws InvalidInput for a tenant whose parents go in a circle
   */
  async begin({ environmentId }: Caller, userId: string | undefined, request: JourneyInvoke): Promise<NodeScope> {
    const { data = {}, profile: written = {} } = request;
    const [tenantId] = tenantsOfRun({ profile: written });
    const stored = await this.profiles.findInTenants(environmentId, { userId, tenantId });
    const seen = seenIn(stored, { userId, tenantId, infers: true });
    const profile = profileOf(seen, written);
    const { tenant } = seen;
    return {
      data,
      profile: tenant && tenantId === undefined ? inTenant(profile, tenant.id) : profile,
      outputs: {},
      ...(userId !== undefined && { recipient: userId }),
      ...(tenant && { tenant: { ...tenant.properties, id: tenant.id, name: tenant.name } }),
    };
  }
}

function profileOf({ stored, tenant, membership }: SeenUser, request: JsonObject): JsonObject {
  return effectiveProfile({ tenant: tenant?.userProfile, stored, membership, request });
}

/** So that every node finds the tenant that was inferred, which may be inferred no more by then. */
function inTenant({ context, ...profile }: JsonObject, tenantId: string): JsonObject {
  return { ...profile, context: { ...(isJsonObject(context) && context), tenant_id: tenantId } };
}
