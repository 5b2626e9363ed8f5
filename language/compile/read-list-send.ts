import { sendList } from '../actions/send-list.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';

/** How a recipient names a list; of both, the second is beside the first. */
const LIST_FIELDS = ['list_id', 'list_pattern'] as const;

/** A message to everyone on a list, as the fields of the step that sends it. */
export interface ListSend {
  action: 'send-list';
  fields: JsonObject;
  /** Their paths begin at `message`. */
  problems: Problem[];
}

/**
 * The message of a request to send whose recipient is a list or a pattern; undefined for any other. What stands beside the
 * list in `to` is refused, since it would reach nobody. §11.1
 */
export function readListSend(written: Json | undefined): ListSend | undefined {
  if (!isJsonObject(written) || !isJsonObject(written.to)) return undefined;
  const { to, ...message } = written;
  const field = LIST_FIELDS.find((name) => to[name] != null);
  if (!field) return undefined;
  const fields = { list: to[field] ?? null, message };
  return { action: 'send-list', fields, problems: [...problemsOf(fields), ...besides(to, field)] };
}

function problemsOf(fields: JsonObject): Problem[] {
  const { error } = sendList.fields.safeParse(fields);
  return (error?.issues ?? []).map((issue) =>
    issue.path[0] === 'list' ? { path: 'message.to', message: issue.message } : problemOf(issue),
  );
}

/** Null says the same as nothing. W-13 */
function besides(to: JsonObject, field: string): Problem[] {
  const others = Object.keys(to).filter((key) => key !== field && to[key] != null);
  return others.map((key) => ({ path: `message.to.${key}`, message: `is not available beside ${field}` }));
}
