import type { StoredUser, WantedUser } from '../../activities/ports/lookups.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Connection } from './connection.ts';
import { type TenancyRow, tenancyAround, tenancyOf } from './tenants/tenancy-sql.ts';

const FIND_USER = `
SELECT (SELECT profile FROM profile WHERE environment_id = $1 AND user_id = $2) AS profile,
  ${tenancyAround({ environment: '$1', users: 'ARRAY[$2::text]', tenants: 'ARRAY[$3::text]' })} AS tenancy`;

type UserRow = { profile: JsonObject | null; tenancy: TenancyRow };

/** A user's stored profile and what there is of tenants around them: for a request that invokes a journey, and for a step. */
export async function findUser(connection: Connection, environmentId: string, wanted: WantedUser): Promise<StoredUser> {
  const values = [environmentId, wanted.userId ?? null, wanted.tenantId ?? null];
  const { rows } = await connection.query<UserRow>(FIND_USER, values);
  const { profile, tenancy } = rows[0] as UserRow;
  return { ...tenancyOf(tenancy), ...(profile && { profile }) };
}
