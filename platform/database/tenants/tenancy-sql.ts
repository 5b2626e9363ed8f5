import type { Membership, Tenancy } from '../../../activities/ports/tenancy.ts';
import type { DefaultPreference } from '../../../language/people/default-preferences.ts';
import { preferenceOf } from '../../../language/people/preference.ts';
import { LONGEST_CHAIN, type Tenant } from '../../../language/people/tenant.ts';

/** SQL expressions: an environment's id, and arrays of the ids of users and tenants. */
interface Around {
  environment: string;
  users: string;
  tenants: string;
}

/** The call of the database's function that finds all there is of tenants around these users and tenants (U-04, U-05). */
export function tenancyAround({ environment, users, tenants }: Around): string {
  return `tenancy_around(${environment}, ${users}, ${tenants}, ${LONGEST_CHAIN})`;
}

/** What {@link tenancyAround} gives. */
export interface TenancyRow {
  memberships: Membership[] | null;
  tenants: { id: string; chain: TenantRow[] }[] | null;
}

/** A tenant as SQL gives it. */
export type TenantRow = Omit<Tenant, 'brandId' | 'preferences'> & {
  brandId: string | null;
  preferences: DefaultPreference[] | null;
};

/** The row as the activities know it. */
export function tenancyOf({ memberships, tenants }: TenancyRow): Tenancy {
  return {
    memberships: memberships ?? [],
    tenants: (tenants ?? []).map(({ id, chain }) => ({ id, chain: chain.map(tenantOf) })),
  };
}

/** The tenant of such a row. */
export function tenantOf({ brandId, preferences, ...tenant }: TenantRow): Tenant {
  return {
    ...tenant,
    ...(brandId !== null && { brandId }),
    ...(preferences && { preferences: preferences.map(({ id, ...written }) => preferenceOf(id, written)) }),
  };
}
