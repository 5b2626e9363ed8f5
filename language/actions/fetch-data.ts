import { z } from 'zod';
import { HttpHeaders } from '../http-headers.ts';
import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { memberOf } from '../json/member-of.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { checkAddress } from '../reference/check-address.ts';
import { literal } from '../reference/literal.ts';
import { isDynamic } from '../reference/reference.ts';
import { resolve } from '../reference/resolve.ts';
import type { Scope } from '../run/scope.ts';
import { withDefault } from '../with-default.ts';
import type { Action, Resolved } from './action.ts';

const Method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What is asked. Only when the step is reached is `url` looked at: one that is no address skips the step (F-03). */
const Webhook = z
  .object({
    url: z.string(),
    method: withDefault(Method, 'GET'),
    headers: optional(HttpHeaders),
    body: optional(z.union([z.string(), JsonRecord, z.array(z.unknown())])),
    params: optional(JsonRecord),
  })
  .meta({ id: 'AutomationWebhook' });

/** With a default in place of a reference to nothing, another request would be made, or all of the data replaced. X-06 */
const WITHOUT_DEFAULT = ['webhook', 'webhook.url', 'webhook.method', 'merge_strategy'];

/** Asks an HTTP server and merges its answer, a JSON object, into the run's data. A-26, C-15, C-26 */
export const fetchData = {
  fields: z.object({
    webhook: Webhook,
    merge_strategy: withDefault(MergeStrategy, 'replace'),
  }),
  // The address may hold what is nobody's business.
  label: ({ webhook }) => (isDynamic(webhook) ? undefined : literal(memberOf(webhook, 'method') ?? 'GET')),
  withoutDefault: WITHOUT_DEFAULT,
  resolve: resolveFields,
} satisfies Action;

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  checkAddress(written, 'webhook.url', scope);
  return { fields: resolve(written, scope) as JsonObject };
}
