import { z } from 'zod';
import { HttpHeaders } from '../http-headers.ts';
import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { memberOf } from '../json/member-of.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { dereference } from '../reference/dereference.ts';
import { literal } from '../reference/literal.ts';
import { isDynamic, readReference } from '../reference/reference.ts';
import { inField, resolve } from '../reference/resolve.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

const Method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What is asked. Whether `url` is one is found when the step is reached: one that is none skips the step (F-03). */
const Webhook = z
  .object({
    url: z.string(),
    method: Method.nullish().transform((method) => method ?? 'GET'),
    headers: optional(HttpHeaders),
    body: optional(z.union([z.string(), JsonRecord, z.array(z.unknown())])),
    params: optional(JsonRecord),
  })
  .meta({ id: 'AutomationWebhook' });

/** Asks an HTTP server and merges its answer, a JSON object, into the run's data. A-26, C-15, C-26 */
export const fetchData = {
  fields: z.object({
    webhook: Webhook,
    merge_strategy: MergeStrategy.nullish().transform((strategy) => strategy ?? 'replace'),
  }),
  ahead: () => ({ templates: [], users: [] }),
  // The address may hold what is nobody's business.
  label: ({ webhook }) => (isDynamic(webhook) ? undefined : literal(memberOf(webhook, 'method') ?? 'GET')),
  resolve: resolveFields,
} satisfies Action;

/** With a default in place of a reference to nothing, another request would be made, or all of the data replaced. X-06 */
const WITHOUT_DEFAULT = ['webhook', 'webhook.url', 'webhook.method', 'merge_strategy'];

/** @throws EvaluationFailed for an address of which a part refers to nothing: it would be another one. F-04 */
function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const url = readReference(memberOf(written.webhook, 'url') ?? null);
  if (url) inField('webhook.url', () => dereference(url, scope, 'refused'));
  const fields = resolve(written, scope) as JsonObject;
  return { fields, problems: danglingReferences(written, fields, WITHOUT_DEFAULT) };
}
