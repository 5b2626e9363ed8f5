import { z } from 'zod';
import { FORBIDDEN_KEYS } from '../json/forbidden-keys.ts';
import type { JsonObject } from '../json/json.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { UserId } from '../people/user-id.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { literal } from '../reference/literal.ts';
import { resolve } from '../reference/resolve.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

/** Where in the run a profile may go. */
const Place = z
  .string()
  .regex(/^(?:profile|data\.[^.[\]]+)$/, 'must be profile or data.<field>')
  .refine((path) => !FORBIDDEN_KEYS.has(path.replace('data.', '')), 'is a reserved name');

/** Loads a user's stored profile, as it is seen in a tenant, into the run's profile or a field of its data. A-28 */
export const getProfile = {
  fields: z.object({
    user_id: UserId,
    path: Place.nullish().transform((path) => path ?? 'profile'),
    merge_strategy: MergeStrategy.nullish().transform((strategy) => strategy ?? 'soft-merge'),
    tenant_id: optional(z.string()),
  }),
  ahead,
  label: () => undefined,
  resolve: resolveFields,
} satisfies Action;

/** With the default in place of a reference to nothing, what was meant for `data` would become the run's own profile. X-06 */
const WITHOUT_DEFAULT = ['user_id', 'path'];

function ahead({ user_id: written, tenant_id: tenant }: JsonObject): ReturnType<Action['ahead']> {
  const user = literal(written);
  const tenantId = literal(tenant);
  return { templates: [], users: user === undefined ? [] : [user.trim()], ...(tenantId && { tenants: [tenantId] }) };
}

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const fields = resolve(written, scope) as JsonObject;
  return { fields, problems: danglingReferences(written, fields, WITHOUT_DEFAULT) };
}
