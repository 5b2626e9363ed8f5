import type { JourneyInvoke } from '../../language/journey-invoke.ts';
import { tenantRequested } from '../../language/people/tenant-name.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { FindUser } from '../ports/lookups.ts';
import { journeyScope } from './journey-scope.ts';

/**
 * What a run of a journey begins with that a request asks for: its data and profile, over what is found of its user. The tenant is
 * the one that the request names, or else the only one of the user (U-05): what is stored of a user names none. J-31 to J-35
 * @throws InvalidInput for a tenant whose parents go in a circle
 */
export async function requestedScope(
  { data = {}, profile = {} }: Pick<JourneyInvoke, 'data' | 'profile'>,
  userId: string | undefined,
  findUser: FindUser,
): Promise<NodeScope> {
  const tenantId = tenantRequested(profile);
  return journeyScope(await findUser({ userId, tenantId }), { userId, tenantId, data, profile });
}
