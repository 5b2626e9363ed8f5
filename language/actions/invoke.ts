import { z } from 'zod';
import { optional } from '../optional.ts';
import { literal } from '../reference/literal.ts';
import { contextFields } from '../run/context-fields.ts';
import type { Action } from './action.ts';

/** With the present run's own in place of a reference to nothing, the new run would be about somebody else. X-06 */
const WITHOUT_DEFAULT = ['template', 'context', ...Object.keys(contextFields).map((key) => `context.${key}`)];

/** Starts a run of a saved automation, by its id or alias, and does not wait for it. A-27 */
export const invoke = {
  fields: z.object({
    template: z.string().trim().min(1, 'must not be blank'),
    context: optional(z.object(contextFields)),
  }),
  label: ({ template }) => literal(template),
  withoutDefault: WITHOUT_DEFAULT,
} satisfies Action;
