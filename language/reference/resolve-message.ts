import type { Resolved } from '../actions/action.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { Scope } from '../run/scope.ts';
import { bindReferences } from './bind-references.ts';
import { isDynamic } from './reference.ts';
import { resolve } from './resolve.ts';

/**
 * The fields of a step that sends. Content is Handlebars to come, so its references are bound instead of pasted, wherever the
 * content came from.
 * @throws EvaluationFailed, naming the field.
 */
export function resolveMessage({ message, ...others }: JsonObject, scope: Scope): Resolved {
  const origin = isDynamic(message) ? 'data' : 'author';
  const written = origin === 'data' ? resolve(message ?? null, scope, 'message') : message;
  const fields = resolve(others, scope) as JsonObject;
  if (!isJsonObject(written)) return { fields: present({ ...fields, message: written }) };

  const { content, ...rest } = written;
  const resolved = origin === 'data' ? rest : (resolve(rest, scope, 'message') as JsonObject);
  const bound = bindReferences(content ?? null, scope, { path: 'message.content', origin });
  return { fields: { ...fields, message: present({ ...resolved, content: bound.content }) }, bindings: bound.bindings };
}

function present(members: { [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
