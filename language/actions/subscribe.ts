import { z } from 'zod';
import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';
import { ListId } from '../people/list-id.ts';
import { UserId } from '../people/user-id.ts';
import { literal } from '../reference/literal.ts';
import type { Action } from './action.ts';

/** Puts a user on a list, which is made where it is missing. A-29 */
export const subscribe = {
  fields: z.object({
    list_id: ListId,
    recipient_id: UserId,
    subscription: optional(z.object({ preferences: optional(JsonRecord) })),
  }),
  label: ({ list_id }) => literal(list_id),
  withoutDefault: ['list_id', 'recipient_id'],
} satisfies Action;
