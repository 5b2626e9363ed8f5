import type { JsonObject } from '../json/json.ts';

/** Where facts of a profile come from. */
export interface ProfileSources {
  /** What all users of the tenant share, its parents' below its own. */
  tenant?: JsonObject;
  stored?: JsonObject;
  /** What is said of the user in the tenant. */
  membership?: JsonObject;
  /** What the request says. */
  request?: JsonObject;
}

/** A user's profile as one run sees it: per top-level key, each source lies over those before it. Nothing is stored. J-31, J-32 */
export function effectiveProfile({ tenant, stored, membership, request }: ProfileSources): JsonObject {
  return { ...tenant, ...stored, ...membership, ...request };
}
