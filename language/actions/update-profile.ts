import { z } from 'zod';
import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { UserId } from '../people/user-id.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { resolve } from '../reference/resolve.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

/** Merges facts into a user's stored profile, the run's recipient's unless another is named. A-24 */
export const updateProfile = {
  fields: z.object({
    profile: JsonRecord,
    recipient_id: optional(UserId),
    merge: MergeStrategy.nullish().transform((strategy) => strategy ?? 'replace'),
  }),
  // It is merged where it is stored, and so is not read.
  ahead: () => ({ templates: [], users: [] }),
  label: () => undefined,
  resolve: resolveFields,
} satisfies Action;

/** With a default in place of a reference to nothing, another user's profile would be written, or all of it replaced. X-06 */
const WITHOUT_DEFAULT = ['profile', 'recipient_id', 'merge'];

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const fields = resolve(written, scope) as JsonObject;
  return { fields, problems: danglingReferences(written, fields, WITHOUT_DEFAULT) };
}
