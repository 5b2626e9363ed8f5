import type { SeenUser } from '../step/seen-user.ts';

/** What a message's history tells of the tenant it was sent in the name of, or of one that was ignored. J-32, F-10 */
export function tenantDetails({ tenant, membership, context }: SeenUser): Record<string, unknown> {
  if (!tenant) return context;
  return { tenant_id: tenant.id, tenant_profile: tenant.userProfile, membership_profile: membership };
}
