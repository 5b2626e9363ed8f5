import type pg from 'pg';

import type { StoredBrand } from '../../activities/ports/brands.ts';
import {
  type AutomationLookup,
  Lookups,
  type StoredUser,
  type TemplateLookup,
} from '../../activities/ports/lookups.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { type BrandRow, brandOf, FIND_BRAND } from './brand-sql.ts';
import { findAutomation } from './definitions/find-automation.ts';
import { FIND_TEMPLATE, type TemplateRow, templateOf } from './template-rows.ts';
import { type TenancyRow, tenancyAround, tenancyOf } from './tenants/tenancy-sql.ts';

const FIND_USER = `
SELECT (SELECT profile FROM profile WHERE environment_id = $1 AND user_id = $2) AS profile,
  ${tenancyAround({ environment: '$1', users: 'ARRAY[$2::text]', tenants: 'ARRAY[$3::text]' })} AS tenancy`;

/** What only a run's data name, on PostgreSQL. */
export class DatabaseLookups extends Lookups {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async findTemplate(environmentId: string, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { rows } = await this.pool.query<{ template: TemplateRow }>(FIND_TEMPLATE, [environmentId, idOrAlias]);
    return rows[0] && templateOf(rows[0].template);
  }

  findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return findAutomation(this.pool, environmentId, idOrAlias);
  }

  async findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined> {
    const { rows } = await this.pool.query<{ brand: BrandRow }>(FIND_BRAND, [environmentId, id]);
    return rows[0] && brandOf(rows[0].brand);
  }

  async findUser(environmentId: string, wanted: { userId?: string; tenantId?: string }): Promise<StoredUser> {
    const values = [environmentId, wanted.userId ?? null, wanted.tenantId ?? null];
    const { rows } = await this.pool.query<UserRow>(FIND_USER, values);
    const { profile, tenancy } = rows[0] as UserRow;
    return { ...tenancyOf(tenancy), ...(profile && { profile }) };
  }
}

type UserRow = { profile: JsonObject | null; tenancy: TenancyRow };
