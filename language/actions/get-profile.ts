import { z } from 'zod';
import type { Ahead } from '../ahead.ts';
import { FORBIDDEN_KEYS } from '../json/forbidden-keys.ts';
import type { JsonObject } from '../json/json.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { UserId } from '../people/user-id.ts';
import { literal } from '../reference/literal.ts';
import { withDefault } from '../with-default.ts';
import type { Action } from './action.ts';

/** Where in the run a profile may go. */
const Place = z
  .string()
  .regex(/^(?:profile|data\.[^.[\]]+)$/, 'must be profile or data.<field>')
  .refine((path) => !FORBIDDEN_KEYS.has(path.replace('data.', '')), 'is a reserved name');

/** With the default in place of a reference to nothing, what was meant for `data` would become the run's own profile. X-06 */
const WITHOUT_DEFAULT = ['user_id', 'path'];

/** Loads a user's stored profile, as it is seen in a tenant, into the run's profile or a field of its data. A-28 */
export const getProfile = {
  fields: z.object({
    user_id: UserId,
    path: withDefault(Place, 'profile'),
    merge_strategy: withDefault(MergeStrategy, 'soft-merge'),
    tenant_id: optional(z.string()),
  }),
  ahead,
  label: () => undefined,
  withoutDefault: WITHOUT_DEFAULT,
} satisfies Action;

function ahead({ user_id: written, tenant_id: tenant }: JsonObject): Ahead {
  const user = literal(written);
  const tenantId = literal(tenant);
  return { templates: [], users: user === undefined ? [] : [user.trim()], ...(tenantId && { tenants: [tenantId] }) };
}
