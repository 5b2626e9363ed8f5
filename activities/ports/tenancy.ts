import type { JsonObject } from '../../language/json/json.ts';
import type { Tenant } from '../../language/people/tenant.ts';

/** A tenant under its parents. */
interface TenantLookup {
  id: string;
  /** From the root down to the tenant itself; one more than the longest where it is longer, or a circle. */
  chain: Tenant[];
}

/** A user's place in a tenant. */
export interface Membership {
  userId: string;
  tenantId: string;
  profile: JsonObject;
  /** It is the only one of the user, and the workspace lets it stand for one that is named (U-05). */
  isInferred: boolean;
}

/** What is stored of tenants around the users and tenants that a step knows of; tenants that do not exist are absent. */
export interface Tenancy {
  tenants: TenantLookup[];
  memberships: Membership[];
}
