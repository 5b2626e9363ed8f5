import { z } from 'zod';

import { bindReferences } from '../bind-references.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { JsonRecord } from '../json-record.ts';
import { literal } from '../literal.ts';
import { MessageRequest } from '../message.ts';
import { optional } from '../optional.ts';
import { isDynamic } from '../reference.ts';
import { resolve } from '../resolve.ts';
import type { RunData, Scope } from '../scope.ts';
import type { Action } from './action.ts';

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
  label: (fields, context) => ahead(fields, context).templates[0],
  resolve: resolveFields,
} satisfies Action;

/** What a send knows once its references are resolved. */
export type SendFields = z.infer<typeof send.fields>;

/** What neither form names is the run's. A-05 */
function ahead(
  { message, template, recipient }: JsonObject,
  context: RunData,
): { templates: string[]; users: string[] } {
  if (!isJsonObject(message)) {
    return { templates: named(template ?? context.template), users: named(recipient ?? context.recipient) };
  }
  const to = isJsonObject(message.to) ? message.to : {};
  return { templates: named(message.template), users: named(to.user_id ?? recipient ?? context.recipient) };
}

function named(value: Json | undefined): string[] {
  const name = literal(value);
  return name === undefined ? [] : [name];
}

/** Content is Handlebars to come, so its references are bound instead of pasted, wherever the content came from. */
function resolveFields({ message, ...others }: JsonObject, scope: Scope): { fields: JsonObject; bindings: JsonObject } {
  const origin = isDynamic(message) ? 'data' : 'author';
  const written = origin === 'data' ? resolve(message ?? null, scope, 'message') : message;
  const fields = resolve(others, scope) as JsonObject;
  if (!isJsonObject(written)) return { fields: present({ ...fields, message: written }), bindings: {} };

  const { content, ...rest } = written;
  const resolved = origin === 'data' ? rest : (resolve(rest, scope, 'message') as JsonObject);
  const bound = bindReferences(content ?? null, scope, { path: 'message.content', origin });
  return { fields: { ...fields, message: present({ ...resolved, content: bound.content }) }, bindings: bound.bindings };
}

function present(members: { [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
