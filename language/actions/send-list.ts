import { z } from 'zod';

import { danglingReferences } from '../dangling-references.ts';
import type { JsonObject } from '../json.ts';
import { JsonRecord } from '../json-record.ts';
import { ListPattern } from '../list-pattern.ts';
import { literal } from '../literal.ts';
import { memberOf } from '../member-of.ts';
import { MessageRequest } from '../message.ts';
import { optional } from '../optional.ts';
import { resolveMessage } from '../resolve-message.ts';
import type { RunData, Scope } from '../scope.ts';
import type { Action, Resolved } from './action.ts';

const NotYet = z.null({ error: 'is not available in this release' }).optional();

/**
 * Sends to everyone who is subscribed to a list, or to one of the lists that a pattern means, when the step is reached. A-23
 * `message` says what is sent as POST `/send` does, with nobody in `to`; it wins over the older fields.
 */
export const sendList = {
  fields: z.object({
    list: ListPattern,
    template: optional(z.string().min(1)),
    brand: optional(z.string()),
    data: optional(JsonRecord),
    override: optional(JsonRecord),
    message: optional(
      MessageRequest.refine(({ to }) => to === undefined, {
        path: ['to'],
        error: 'must be absent: the list says to whom',
      }),
    ),
    data_source: NotYet,
  }),
  ahead,
  label: ({ list }) => literal(list),
  resolve: resolveFields,
} satisfies Action;

/** What a send to a list knows once its references are resolved. */
export type SendListFields = z.infer<typeof sendList.fields>;

/** With the run's template in place of a reference to nothing, everyone on the list would read something else. X-06 */
const WITHOUT_DEFAULT = ['list', 'template', 'message', 'message.template', 'message.content'];

function ahead({ message, template }: JsonObject, context: RunData): ReturnType<Action['ahead']> {
  const named = literal(message == null ? (template ?? context.template) : memberOf(message, 'template'));
  return { templates: named === undefined ? [] : [named], users: [] };
}

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const resolved = resolveMessage(written, scope);
  return { ...resolved, problems: danglingReferences(written, resolved.fields, WITHOUT_DEFAULT) };
}
