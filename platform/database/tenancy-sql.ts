import type { Membership, Tenancy } from '../../activities/ports/tenancy.ts';
import { LONGEST_CHAIN, type Tenant } from '../../language/tenant.ts';

/** SQL expressions: an environment's id, and arrays of the ids of users and tenants. */
interface Around {
  environment: string;
  users: string;
  tenants: string;
}

/**
 * The subquery for the tenants that are named, those that single memberships stand for (U-05), all their parents, and the
 * users' memberships in them. A chain is followed one tenant further than it may be long, so that a circle shows.
 */
export function tenancyAround({ environment, users, tenants }: Around): string {
  return `(
  WITH RECURSIVE member AS (
    SELECT * FROM (
      SELECT m.user_id, m.tenant_id, m.profile, NOT EXISTS (
          SELECT FROM membership other
          WHERE other.environment_id = m.environment_id AND other.user_id = m.user_id AND other.tenant_id <> m.tenant_id
        ) AND NOT EXISTS (
          SELECT FROM environment e JOIN workspace w ON w.id = e.workspace_id
          WHERE e.id = m.environment_id AND w.flags -> 'tenants.infer' = 'false'
        ) AS is_inferred
      FROM membership m WHERE m.environment_id = ${environment} AND m.user_id = ANY(${users})
    ) AS found WHERE tenant_id = ANY(${tenants}) OR is_inferred
  ), layer AS (
    SELECT t.id AS leaf, 1 AS level, t.* FROM tenant t
    WHERE t.environment_id = ${environment} AND t.id = ANY(${tenants} || ARRAY(SELECT tenant_id FROM member))
    UNION ALL
    SELECT layer.leaf, layer.level + 1, parent.* FROM layer
    JOIN tenant parent ON parent.environment_id = layer.environment_id AND parent.id = layer.parent_id
    WHERE layer.level <= ${LONGEST_CHAIN}
  )
  SELECT jsonb_build_object(
    'memberships', (SELECT jsonb_agg(jsonb_build_object(
        'userId', user_id, 'tenantId', tenant_id, 'profile', coalesce(profile, '{}'), 'isInferred', is_inferred)) FROM member),
    'tenants', (SELECT jsonb_agg(jsonb_build_object('id', leaf, 'chain', chain)) FROM (
        SELECT leaf, jsonb_agg(jsonb_build_object('id', id, 'name', name, 'brandId', brand_id,
          'properties', coalesce(properties, '{}'), 'userProfile', coalesce(user_profile, '{}')) ORDER BY level DESC) AS chain
        FROM layer GROUP BY leaf) AS chains)))`;
}

/** What {@link tenancyAround} gives. */
export interface TenancyRow {
  memberships: Membership[] | null;
  tenants: { id: string; chain: TenantRow[] }[] | null;
}

type TenantRow = Omit<Tenant, 'brandId'> & { brandId: string | null };

/** The row as the activities know it. */
export function tenancyOf({ memberships, tenants }: TenancyRow): Tenancy {
  return {
    memberships: memberships ?? [],
    tenants: (tenants ?? []).map(({ id, chain }) => ({ id, chain: chain.map(tenantOf) })),
  };
}

function tenantOf({ brandId, ...tenant }: TenantRow): Tenant {
  return { ...tenant, ...(brandId !== null && { brandId }) };
}
