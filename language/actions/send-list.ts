import { z } from 'zod';
import type { Ahead } from '../ahead.ts';
import { templateAhead } from '../content/template-name.ts';
import { HttpHeaders } from '../http-headers.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { MergeStrategy } from '../json/merge.ts';
import { MessageRequest } from '../message.ts';
import { optional } from '../optional.ts';
import { ListPattern } from '../people/list-pattern.ts';
import { checkAddress } from '../reference/check-address.ts';
import { literal } from '../reference/literal.ts';
import { readReference } from '../reference/reference.ts';
import { resolveMessage } from '../reference/resolve-message.ts';
import type { RunData, Scope } from '../run/scope.ts';
import { withDefault } from '../with-default.ts';
import type { Action, Resolved } from './action.ts';

/** What is asked about each recipient, by GET with their id as `recipientId`; only then is `url` looked at. */
const DataSource = z.object({
  webhook: z.object({ url: z.string(), headers: optional(HttpHeaders), params: optional(JsonRecord) }),
  merge_strategy: withDefault(MergeStrategy, 'replace'),
});

/** With a default in place of a reference to nothing, everyone on the list would read something else. X-06 */
const WITHOUT_DEFAULT = [
  'list',
  'template',
  'message',
  'message.template',
  'message.content',
  'data_source',
  'data_source.webhook',
  'data_source.webhook.url',
  'data_source.merge_strategy',
];

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
      }).refine(({ delay }) => delay === undefined, {
        path: ['delay'],
        error: 'is not available for a list: put a delay step before it',
      }),
    ),
    data_source: optional(DataSource),
  }),
  ahead,
  label: ({ list }) => literal(list),
  withoutDefault: WITHOUT_DEFAULT,
  resolve: resolveFields,
} satisfies Action;

/** What a send to a list knows once its references are resolved. */
export type SendListFields = z.infer<typeof sendList.fields>;

function ahead(fields: JsonObject, context: RunData): Ahead {
  const template = templateAhead(fields, context);
  return { templates: template === undefined ? [] : [template], users: [] };
}

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  checkAddress(written, 'data_source.webhook.url', scope);
  const resolved = resolveMessage(written, scope);
  const isWider = starsIn(resolved.fields.list) > starsWritten(written.list ?? null);
  return isWider ? { ...resolved, problems: [{ path: 'list', message: NO_PATTERN }] } : resolved;
}

/** Somebody who fills in data would choose to whom else it goes. */
const NO_PATTERN = 'a * that comes from data makes no pattern';

/** Those that the author wrote, outside of what refers to data. */
function starsWritten(list: Json): number {
  const reference = readReference(list);
  if (!reference) return starsIn(list);
  return reference.kind === 'path' ? 0 : starsIn(reference.parts.filter((part) => typeof part === 'string').join(''));
}

function starsIn(text: Json | undefined): number {
  return typeof text === 'string' ? text.split('*').length - 1 : 0;
}
