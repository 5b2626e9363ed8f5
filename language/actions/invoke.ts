import { z } from 'zod';
import type { JsonObject } from '../json/json.ts';
import { optional } from '../optional.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { literal } from '../reference/literal.ts';
import { resolve } from '../reference/resolve.ts';
import { contextFields } from '../run/context-fields.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

/** Starts a run of a saved automation, by its id or alias, and does not wait for it. A-27 */
export const invoke = {
  fields: z.object({
    template: z.string().trim().min(1, 'must not be blank'),
    context: optional(z.object(contextFields)),
  }),
  ahead: () => ({ templates: [], users: [] }),
  label: ({ template }) => literal(template),
  resolve: resolveFields,
} satisfies Action;

/** With the present run's own in place of a reference to nothing, the new run would be about somebody else. X-06 */
const WITHOUT_DEFAULT = ['template', 'context', ...Object.keys(contextFields).map((key) => `context.${key}`)];

function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const fields = resolve(written, scope) as JsonObject;
  return { fields, problems: danglingReferences(written, fields, WITHOUT_DEFAULT) };
}
