import { z } from 'zod';

import { EventName } from '../events/event-name.ts';
import type { EventType } from '../events/inbound-event.ts';
import { isNamed } from '../events/is-named.ts';
import { WebhookName } from '../events/webhook-name.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import type { CheckCircumstances, Node } from './node.ts';

const Name = z.string().trim().min(1, 'must not be blank').max(256);

/** Starts a journey: by an invoke, an event, a webhook, or by who comes to belong to an audience. §3.2 */
export const trigger = {
  fields: z.discriminatedUnion('trigger_type', [
    z.object({ trigger_type: z.literal('api-invoke'), schema: optional(JsonRecord) }),
    z.object({
      trigger_type: z.literal('segment'),
      request_type: z.enum(['identify', 'group', 'track', 'page']),
      event_id: optional(EventName),
    }),
    z.object({
      trigger_type: z.literal('audience'),
      audience_id: Name.refine((id) => !id.includes('*'), 'must be one audience, without *'),
    }),
    z.object({ trigger_type: z.literal('webhook'), event_source: WebhookName, event_id: optional(EventName) }),
  ]),
  check,
  label: ({ trigger_type: type }) => String(type),
  conditions: 'told',
  // A JSON Schema refers to its own parts by `$ref`.
  verbatim: ['trigger_type', 'schema', 'request_type', 'event_id', 'audience_id', 'event_source'],
} satisfies Node;

/** Only events that are tracked and pages have a name. E-04 */
function check(
  { schema, request_type: type, event_id: event }: JsonObject,
  circumstances: CheckCircumstances,
): Problem[] {
  const problem = isJsonObject(schema) ? circumstances.schemaProblem(schema) : undefined;
  return [
    ...(problem ? [{ path: 'schema', message: problem }] : []),
    ...(event === undefined || type === undefined || isNamed(type as EventType)
      ? []
      : [{ path: 'event_id', message: `is not available for ${type}` }]),
  ];
}
