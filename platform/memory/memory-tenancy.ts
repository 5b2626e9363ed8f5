import type { Tenancy } from '../../activities/ports/tenancy.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { LONGEST_CHAIN, type Tenant } from '../../language/people/tenant.ts';

export interface TenantRow extends Tenant {
  parentId?: string;
}

export interface MembershipRow {
  userId: string;
  tenantId: string;
  profile?: JsonObject;
}

/** Tenants and memberships in memory; looked up as the database's subquery does. */
export class MemoryTenants {
  readonly tenants = new Map<string, TenantRow>();
  readonly memberships: MembershipRow[] = [];
  /** The workspace's flag `tenants.infer`. */
  infers = true;

  /** What there is around the named users and tenants. */
  around(users: readonly string[], named: readonly string[]): Tenancy {
    const memberships = this.memberships
      .filter(({ userId }) => users.includes(userId))
      .map(({ userId, tenantId, profile = {} }) => {
        return { userId, tenantId, profile, isInferred: this.infers && this.#countOf(userId) === 1 };
      })
      .filter(({ tenantId, isInferred }) => isInferred || named.includes(tenantId));
    const ids = new Set([...named, ...memberships.map(({ tenantId }) => tenantId)]);
    const tenants = [...ids].map((id) => ({ id, chain: this.#chainOf(id) })).filter(({ chain }) => chain.length > 0);
    return { tenants, memberships };
  }

  #countOf(userId: string): number {
    return this.memberships.filter((membership) => membership.userId === userId).length;
  }

  #chainOf(id: string): Tenant[] {
    const chain: Tenant[] = [];
    let row = this.tenants.get(id);
    while (row && chain.length <= LONGEST_CHAIN) {
      const { parentId, ...tenant } = row;
      chain.unshift(tenant);
      row = this.tenants.get(parentId ?? '');
    }
    return chain;
  }
}
