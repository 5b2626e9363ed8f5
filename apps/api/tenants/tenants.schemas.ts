import { z } from 'zod';

import { JsonRecord } from '../../../language/json/json-record.ts';
import { optional } from '../../../language/optional.ts';
import { DefaultPreferences } from '../../../language/people/default-preferences.ts';
import { PreferenceWrite } from '../../../language/people/preference.ts';
import { LONGEST_TENANT_NAME } from '../../../language/people/tenant.ts';
import { AddressedPage } from '../http/addressed-page.ts';
import { Limit } from '../http/query-fields.ts';

const Id = z.string().trim().min(1, 'must not be blank').max(LONGEST_TENANT_NAME);

/** A tenant's id, as it stands in a path. */
export const TenantId = Id;

/** Body of PUT `/tenants/{id}/default_preferences/items/{topic_id}`. */
export const TenantPreferenceWrite = PreferenceWrite.meta({ id: 'TenantPreferenceWrite' });

/** Body of PUT `/tenants/{id}`, which replaces all of the tenant. */
export const TenantWrite = z
  .object({
    name: z.string().trim().min(1, 'must not be blank').max(LONGEST_TENANT_NAME),
    brand_id: optional(Id),
    parent_tenant_id: optional(Id),
    properties: optional(JsonRecord),
    user_profile: optional(JsonRecord),
    default_preferences: optional(DefaultPreferences),
  })
  .meta({ id: 'TenantWrite' });

const page = { cursor: z.string().optional(), limit: Limit({ absent: 20, max: 100 }) };

/** Query of GET `/tenants`. */
export const TenantsQuery = z.object({ ...page, parent_tenant_id: z.string().optional() });

/** Query of the lists of memberships. */
export const MembershipsQuery = z.object(page);

const Anything = z.record(z.string(), z.unknown());

export const TenantAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    brand_id: z.string().optional(),
    parent_tenant_id: z.string().optional(),
    properties: Anything.optional(),
    user_profile: Anything.optional(),
    default_preferences: z.object({ items: z.array(Anything) }).optional(),
  })
  .meta({ id: 'Tenant' });

export const TenantsAnswer = AddressedPage(TenantAnswer).meta({ id: 'TenantList' });

/** Body of PUT `/users/{user_id}/tenants/{tenant_id}`, which may be absent. */
export const MembershipWrite = z
  .object({ profile: optional(JsonRecord) })
  .nullish()
  .meta({ id: 'MembershipWrite' });

/** Body of PUT `/users/{user_id}/tenants`. */
export const MembershipsWrite = z
  .object({ tenants: z.array(z.object({ tenant_id: Id, profile: optional(JsonRecord) })).max(1_000) })
  .meta({ id: 'MembershipsWrite' });

const MembershipAnswer = z
  .object({ user_id: z.string(), tenant_id: z.string(), type: z.literal('user'), profile: Anything.optional() })
  .meta({ id: 'Membership' });

export const MembershipsAnswer = AddressedPage(MembershipAnswer).meta({ id: 'MembershipList' });
