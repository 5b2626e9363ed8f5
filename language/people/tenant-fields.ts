import type { JsonObject } from '../json/json.ts';
import type { Tenant } from './tenant.ts';

/** What nodes read of a tenant: its properties, by themselves and under that name, and its own `id` and `name`. N-01 */
export function tenantFields({ id, name, properties }: Pick<Tenant, 'id' | 'name' | 'properties'>): JsonObject {
  return { ...properties, id, name, properties };
}
