import { z } from 'zod';
import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';
import { ListId } from '../people/list-id.ts';
import { UserId } from '../people/user-id.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { literal } from '../reference/literal.ts';
import { resolve } from '../reference/resolve.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

/** Puts a user on a list, which is made where it is missing. A-29 */
export const subscribe = {
  fields: z.object({
    list_id: ListId,
    recipient_id: UserId,
    subscription: optional(z.object({ preferences: optional(JsonRecord) })),
  }),
  ahead: () => ({ templates: [], users: [] }),
  label: ({ list_id }) => literal(list_id),
  resolve: resolveFields,
} satisfies Action;

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const fields = resolve(written, scope) as JsonObject;
  return { fields, problems: danglingReferences(written, fields, ['list_id', 'recipient_id']) };
}
