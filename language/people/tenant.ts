import type { JsonObject } from '../json/json.ts';
import { InvalidInput } from '../problem.ts';
import type { Preference } from './preference.ts';

/** How many tenants a chain of parents may have, the first child included. A longer one is taken for a circle. */
export const LONGEST_CHAIN = 32;

/** Of a tenant's id and of its name, in characters. */
export const LONGEST_TENANT_NAME = 256;

/** A customer organisation: what its users' messages have in common. */
export interface Tenant {
  id: string;
  name: string;
  /** The brand of messages that name none. */
  brandId?: string;
  /** What templates read as `tenant.…`. */
  properties: JsonObject;
  /** Facts and contact points that lie below the profiles of its users. */
  userProfile: JsonObject;
  /** The defaults of topics, the tenant's own before those of its parents: the first of a topic counts. */
  preferences?: readonly Preference[];
}

/**
 * A tenant with all that it does not say itself and one of its parents does, key by key. U-04, C-13
 * @param chain From the root down to the tenant.
 * @throws InvalidInput for a chain that is too long, as one is that goes in a circle.
 */
export function inherit(chain: readonly Tenant[]): Tenant {
  if (chain.length > LONGEST_CHAIN) {
    throw new InvalidInput([
      { path: 'tenant', message: `its parents go in a circle, or are over ${LONGEST_CHAIN - 1}` },
    ]);
  }
  return chain.reduce(under);
}

function under(parent: Tenant, child: Tenant): Tenant {
  const preferences = [...(child.preferences ?? []), ...(parent.preferences ?? [])];
  return {
    ...parent,
    ...child,
    ...(preferences.length > 0 && { preferences }),
    properties: { ...parent.properties, ...child.properties },
    userProfile: { ...parent.userProfile, ...child.userProfile },
  };
}
