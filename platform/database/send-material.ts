import type { SendMaterial } from '../../activities/ports/send-material.ts';
import { type BrandRow, brandOf } from './brand-sql.ts';
import { type PreferencesRow, preferencesOf } from './preferences/preferences-sql.ts';
import { type ProviderRow, providerOf } from './provider-rows.ts';
import { type TemplateRow, templateOf } from './template-rows.ts';
import { type TenancyRow, tenancyOf } from './tenants/tenancy-sql.ts';

/** What a statement gives that loads what messages are composed from. */
export interface SendMaterialRow {
  environment_id: string;
  journey_id?: string | null;
  templates: TemplateRow[] | null;
  profiles: SendMaterial['profiles'] | null;
  tenancy: TenancyRow;
  preferences: PreferencesRow | null;
  brands: BrandRow[] | null;
  default_brand_id: string | null;
  providers: ProviderRow[] | null;
  schema?: SendMaterial['schema'] | null;
}

/** The row as the activities know it. */
export function sendMaterialOf(row: SendMaterialRow): SendMaterial {
  return {
    environmentId: row.environment_id,
    ...(row.journey_id && { journeyId: row.journey_id }),
    templates: (row.templates ?? []).map(templateOf),
    profiles: row.profiles ?? {},
    tenancy: tenancyOf(row.tenancy),
    preferences: preferencesOf(row.preferences),
    brands: (row.brands ?? []).map(brandOf),
    defaultBrand: row.default_brand_id ?? undefined,
    providers: (row.providers ?? []).map(providerOf),
    ...(row.schema && { schema: row.schema }),
  };
}
