import { z } from 'zod';

import type { Ahead } from '../ahead.ts';
import { brandsAhead } from '../content/brand-name.ts';
import { templateAhead } from '../content/template-name.ts';
import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { memberOf } from '../json/member-of.ts';
import { MessageRequest } from '../message.ts';
import { optional } from '../optional.ts';
import { CONTACT_KEYS } from '../people/contact-keys.ts';
import { tenantAhead } from '../people/tenant-name.ts';
import { UserId } from '../people/user-id.ts';
import { literal } from '../reference/literal.ts';
import { resolveMessage } from '../reference/resolve-message.ts';
import type { RunData } from '../run/scope.ts';
import type { Action } from './action.ts';

/**
 * Where a reference to nothing is an error and not as if the field were missing: with the run's recipient or template in its
 * place, the message would go to somebody else, or say something else. X-06
 */
const WITHOUT_DEFAULT = [
  'recipient',
  'template',
  'message',
  'message.template',
  'message.content',
  'message.to',
  ...['user_id', ...CONTACT_KEYS].map((key) => `message.to.${key}`),
  ...CONTACT_KEYS.map((key) => `profile.${key}`),
];

/** Sends one message to one recipient: as POST `/send` takes it, or by the older fields, over which `message` wins. */
export const send = {
  fields: z.object({
    recipient: optional(UserId),
    template: optional(z.string().min(1)),
    brand: optional(z.string()),
    data: optional(JsonRecord),
    profile: optional(JsonRecord),
    override: optional(JsonRecord),
    message: optional(MessageRequest),
  }),
  ahead,
  label: templateAhead,
  withoutDefault: WITHOUT_DEFAULT,
  resolve: resolveMessage,
} satisfies Action;

/** What a send knows once its references are resolved. */
export type SendFields = z.infer<typeof send.fields>;

/** What neither form names is the run's. A-05 */
function ahead(fields: JsonObject, context: RunData): Ahead {
  const template = templateAhead(fields, context);
  const user = memberOf(memberOf(fields.message, 'to'), 'user_id') ?? fields.recipient ?? context.recipient;
  const tenants = tenantAhead(fields);
  const brands = brandsAhead(fields);
  return {
    templates: [template].filter(isText),
    users: [literal(user)?.trim()].filter(isText),
    ...(tenants.length > 0 && { tenants }),
    ...(brands.length > 0 && { brands }),
  };
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
