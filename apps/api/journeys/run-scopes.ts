import { Injectable } from '@nestjs/common';

import { requestedScope } from '../../../activities/step/requested-scope.ts';
import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import type { NodeScope } from '../../../language/run/node-scope.ts';
import { Profiles } from '../../../platform/database/profiles.ts';
import type { Caller } from '../http/caller.ts';

/** What a run of a journey begins with. */
@Injectable()
export class RunScopes {
  constructor(private readonly profiles: Profiles) {}

  /**
   * The request's data and profile over what is stored. The tenant is decided here, for the conditions and for the run
   * (docs/adr/0012). One that does not exist is ignored; the trigger's step warns of it. J-31 to J-35
   * @throws InvalidInput for a tenant whose parents go in a circle
   */
  begin({ environmentId }: Caller, userId: string | undefined, request: JourneyInvoke): Promise<NodeScope> {
    return requestedScope(request, userId, (wanted) => this.profiles.findInTenants(environmentId, wanted));
  }
}
