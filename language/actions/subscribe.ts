import { z } from 'zod';

import { danglingReferences } from '../dangling-references.ts';
import type { JsonObject } from '../json.ts';
import { JsonRecord } from '../json-record.ts';
import { ListId } from '../list-id.ts';
import { literal } from '../literal.ts';
import { optional } from '../optional.ts';
import { resolve } from '../resolve.ts';
import type { Scope } from '../scope.ts';
import { UserId } from '../user-id.ts';
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
