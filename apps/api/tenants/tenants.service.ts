import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { LONGEST_CHAIN } from '../../../language/people/tenant.ts';
import { InvalidInput } from '../../../language/problem.ts';
import type { Tenant } from '../../../platform/database/generated/client.ts';
import { type ParentRefusal, Tenants } from '../../../platform/database/tenants/tenants.ts';
import { addressedPage } from '../http/addressed-page.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import type {
  TenantAnswer,
  TenantPreferenceWrite,
  TenantsAnswer,
  TenantsQuery,
  TenantWrite,
} from './tenants.schemas.ts';

const REFUSALS = {
  unknown: 'there is no such tenant',
  circular: 'is the tenant itself or below it: tenants would go in a circle',
  'too deep': `would make a chain of more than ${LONGEST_CHAIN} tenants`,
} satisfies Record<ParentRefusal, string>;

/** Tenants and their default preferences. U-04 */
@Injectable()
export class TenantsService {
  constructor(private readonly tenants: Tenants) {}

  async list({ environmentId }: Caller, query: z.infer<typeof TenantsQuery>): Promise<z.infer<typeof TenantsAnswer>> {
    const { cursor, limit, ...filters } = query;
    const { page, cut } = paged({ cursor, limit, filters });
    const listed = await this.tenants.page(environmentId, filters.parent_tenant_id, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return addressedPage(rows.map(answerOf), { path: '/tenants', query, next });
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<z.infer<typeof TenantAnswer>> {
    return answerOf(found(await this.tenants.find(environmentId, id), 'Tenant'));
  }

  /** @throws InvalidInput for a parent that cannot be one. */
  async save(
    { environmentId }: Caller,
    id: string,
    write: z.infer<typeof TenantWrite>,
  ): Promise<z.infer<typeof TenantAnswer>> {
    const { default_preferences: preferences } = write;
    const result = await this.tenants.save(environmentId, id, {
      name: write.name,
      brandId: write.brand_id ?? null,
      parentId: write.parent_tenant_id ?? null,
      properties: write.properties ?? null,
      userProfile: write.user_profile ?? null,
      defaultPreferences: preferences ? (preferences.items ?? []) : null,
    });
    if ('saved' in result) return answerOf(result.saved);
    throw new InvalidInput([{ path: 'parent_tenant_id', message: REFUSALS[result.refused] }]);
  }

  async remove({ environmentId }: Caller, id: string): Promise<void> {
    await this.tenants.remove(environmentId, id);
  }

  async setPreference(
    { environmentId }: Caller,
    id: string,
    topic: string,
    write: z.infer<typeof TenantPreferenceWrite>,
  ): Promise<void> {
    const isSet = await this.tenants.setPreference(environmentId, id, topic, { id: topic, ...write });
    found(isSet, 'Tenant');
  }

  async dropPreference({ environmentId }: Caller, id: string, topic: string): Promise<void> {
    found(await this.tenants.dropPreference(environmentId, id, topic), 'Tenant');
  }
}

function answerOf(row: Tenant): z.infer<typeof TenantAnswer> {
  const { id, name, brandId, parentId, properties, userProfile, defaultPreferences } = row;
  return {
    id,
    name,
    ...(brandId !== null && { brand_id: brandId }),
    ...(parentId !== null && { parent_tenant_id: parentId }),
    ...(properties !== null && { properties: properties as JsonObject }),
    ...(userProfile !== null && { user_profile: userProfile as JsonObject }),
    ...(defaultPreferences !== null && { default_preferences: { items: defaultPreferences as JsonObject[] } }),
  };
}
