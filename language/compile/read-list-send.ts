import { z } from 'zod';

import { sendList } from '../actions/send-list.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';
import { ListId } from '../people/list-id.ts';
import { ListPattern } from '../people/list-pattern.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';
import { within } from '../within.ts';

/** What a recipient that is a list may say of everyone on it. */
const beside = { data: optional(JsonRecord), tenant_id: optional(z.string()) };

/** How a recipient names a list; of both, the second is beside the first. */
const recipients = {
  list_id: z.object({ list_id: ListId, ...beside }),
  list_pattern: z.object({ list_pattern: ListPattern, ...beside }),
};

/** A message to everyone on a list, as the fields of the step that sends it. */
export interface ListSend {
  action: 'send-list';
  fields: JsonObject;
  /** Their paths begin at `message`. */
  problems: Problem[];
}

/**
 * The message of a request to send whose recipient is a list or a pattern; undefined for any other. What else stands beside
 * the list in `to` is refused, since it would reach nobody. §11.1
 */
export function readListSend(written: Json | undefined): ListSend | undefined {
  if (!isJsonObject(written) || !isJsonObject(written.to)) return undefined;
  const { to, ...message } = written;
  const field = (['list_id', 'list_pattern'] as const).find((name) => to[name] != null);
  if (!field) return undefined;
  const fields = { list: to[field] ?? null, message: carriedOver(message, to) };
  return { action: 'send-list', fields, problems: [...recipientProblems(to, field), ...messageProblems(fields)] };
}

/** What `to` says of data and tenant lies over what the message does, as it would for a user. */
function carriedOver(message: JsonObject, { data, tenant_id: tenant }: JsonObject): JsonObject {
  return {
    ...message,
    ...(isJsonObject(data) && { data: over(message.data, data) }),
    ...(tenant && { context: over(message.context, { tenant_id: tenant }) }),
  };
}

/** What is no object is left for its schema to refuse. */
function over(below: Json | undefined, above: JsonObject): Json {
  return isJsonObject(below ?? {}) ? { ...(below as JsonObject), ...above } : (below ?? null);
}

/** Null says the same as nothing. W-13 */
function recipientProblems(to: JsonObject, field: keyof typeof recipients): Problem[] {
  const { error } = recipients[field].safeParse(to);
  const others = Object.keys(to).filter((key) => !Object.hasOwn(recipients[field].shape, key) && to[key] != null);
  return [
    ...(error?.issues ?? []).map(problemOf),
    ...others.map((key) => ({ path: key, message: `is not available beside ${field}` })),
  ].map((problem) => within('message.to', problem));
}

function messageProblems(fields: JsonObject): Problem[] {
  const { error } = sendList.fields.safeParse(fields);
  return (error?.issues ?? []).filter(({ path }) => path[0] !== 'list').map(problemOf);
}
