import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';

/** A user's place in a tenant, as it is made. */
export interface NewMembership {
  tenantId: string;
  /** Absent: what is stored stays. */
  profile?: JsonObject;
}

export interface MembershipRow {
  userId: string;
  tenantId: string;
  profile: JsonObject | null;
  createdAt: Date;
}

/**
 * All or none, in one order, so that two requests at once do not wait for each other. A tenant that is
 * removed meanwhile is unknown.
 */
const ADD = `
WITH wanted AS (
  SELECT * FROM jsonb_to_recordset($3::jsonb) AS w("tenantId" text, profile jsonb) ORDER BY "tenantId"
), known AS (
  SELECT id FROM tenant WHERE environment_id = $1 AND id IN (SELECT "tenantId" FROM wanted) FOR KEY SHARE
), unknown AS (
  SELECT "tenantId" FROM wanted WHERE "tenantId" NOT IN (SELECT id FROM known)
), added AS (
  INSERT INTO membership AS stored (environment_id, user_id, tenant_id, profile)
  SELECT $1, $2, "tenantId", profile FROM wanted WHERE NOT EXISTS (SELECT FROM unknown)
  ON CONFLICT (environment_id, user_id, tenant_id) DO UPDATE SET profile = coalesce(excluded.profile, stored.profile)
)
SELECT "tenantId" FROM unknown`;

/** Rows of whom `of` names ($2), newest first and then by `by`. */
function pageBy(of: string, by: string): string {
  return `
  SELECT user_id AS "userId", tenant_id AS "tenantId", profile, created_at AS "createdAt" FROM membership
  WHERE environment_id = $1 AND ${of} = $2 AND ($3::timestamptz IS NULL OR (created_at, ${by}) < ($3::timestamptz, $4::text))
  ORDER BY created_at DESC, ${by} DESC LIMIT $5`;
}

const OF_TENANT = pageBy('tenant_id', 'user_id');
const OF_USER = pageBy('user_id', 'tenant_id');

/** Who belongs to which tenant. */
export class Memberships {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async ofTenant(environmentId: string, tenantId: string, page: Page): Promise<MembershipRow[]> {
    return this.#page(OF_TENANT, environmentId, tenantId, page);
  }

  /** Newest first. */
  async ofUser(environmentId: string, userId: string, page: Page): Promise<MembershipRow[]> {
    return this.#page(OF_USER, environmentId, userId, page);
  }

  /** Adds to those there are; each tenant at most once. Gives the tenants that do not exist: then nothing was added. */
  async add(environmentId: string, userId: string, memberships: readonly NewMembership[]): Promise<string[]> {
    const values = [environmentId, userId, JSON.stringify(memberships)];
    const rows = await this.database.query<{ tenantId: string }>(ADD, values);
    return rows.map(({ tenantId }) => tenantId);
  }

  /** From one tenant, or from all of them where none is named. */
  async remove(environmentId: string, userId: string, tenantId?: string): Promise<void> {
    await this.database.prisma.membership.deleteMany({ where: { environmentId, userId, tenantId } });
  }

  #page(text: string, environmentId: string, id: string, { limit, after }: Page): Promise<MembershipRow[]> {
    const values = [environmentId, id, ...placeOf(after), limit];
    return this.database.query<MembershipRow>(text, values);
  }
}
