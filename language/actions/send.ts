import { z } from 'zod';

import { brandsAhead } from '../brand-name.ts';
import { CONTACT_KEYS } from '../contact-keys.ts';
import { danglingReferences } from '../dangling-references.ts';
import type { JsonObject } from '../json.ts';
import { JsonRecord } from '../json-record.ts';
import { literal } from '../literal.ts';
import { MessageRequest } from '../message.ts';
import { memberOf } from '../member-of.ts';
import { optional } from '../optional.ts';
import { resolveMessage } from '../resolve-message.ts';
import type { RunData, Scope } from '../scope.ts';
import { tenantAhead } from '../tenant-name.ts';
import type { Action, Resolved } from './action.ts';

/** Sends one message to one recipient: as POST `/send` takes it, or by the older fields, over which `message` wins. */
export const send = {
  fields: z.object({
    recipient: optional(z.string().min(1)),
    template: optional(z.string().min(1)),
    brand: optional(z.string()),
    data: optional(JsonRecord),
    profile: optional(JsonRecord),
    override: optional(JsonRecord),
    message: optional(MessageRequest),
  }),
  ahead,
  label: templateNamed,
  resolve: resolveFields,
} satisfies Action;

/** What a send knows once its references are resolved. */
export type SendFields = z.infer<typeof send.fields>;

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

/** What neither form names is the run's. A-05 */
function ahead(fields: JsonObject, context: RunData): ReturnType<Action['ahead']> {
  const template = templateNamed(fields, context);
  const user = memberOf(memberOf(fields.message, 'to'), 'user_id') ?? fields.recipient ?? context.recipient;
  const tenants = tenantAhead(fields);
  const brands = brandsAhead(fields);
  return {
    templates: [template].filter(isText),
    users: [literal(user)].filter(isText),
    ...(tenants.length > 0 && { tenants }),
    ...(brands.length > 0 && { brands }),
  };
}

function templateNamed({ message, template }: JsonObject, context: RunData): string | undefined {
  return literal(message == null ? (template ?? context.template) : memberOf(message, 'template'));
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const resolved = resolveMessage(written, scope);
  return { ...resolved, problems: danglingReferences(written, resolved.fields, WITHOUT_DEFAULT) };
}
