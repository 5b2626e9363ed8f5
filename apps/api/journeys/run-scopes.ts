import { Injectable } from '@nestjs/common';

import { journeyScope } from '../../../activities/step/journey-scope.ts';
import { seenIn } from '../../../activities/step/seen-user.ts';
import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { tenantRequested } from '../../../language/people/tenant-name.ts';
import type { NodeScope } from '../../../language/run/node-scope.ts';
import { Profiles } from '../../../platform/database/profiles.ts';
import type { Caller } from '../http/caller.ts';

/** What a run of a journey begins with. */
@Injectable()
export class RunScopes {
  constructor(private readonly profiles: Profiles) {}

  /**
   * The request's data and profile, the profile over what is stored of the user and in the tenant. The tenant is the one that the
   * request names, or else the only one of the user (U-05): what is stored of a user names none. It is decided here, for the
   * conditions and for the run (docs/adr/0012). One that does not exist is ignored; the trigger's step warns of it. J-31 to J-35
   * @throws InvalidInput for a tenant whose parents go in a circle
   */
  async begin({ environmentId }: Caller, userId: string | undefined, request: JourneyInvoke): Promise<NodeScope> {
    const { data = {}, profile = {} } = request;
    const tenantId = tenantRequested(profile);
    const stored = await this.profiles.findInTenants(environmentId, { userId, tenantId });
    return journeyScope(seenIn(stored, { userId, tenantId, infers: true }), { userId, tenantId, data, profile });
  }
}
