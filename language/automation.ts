import { z } from 'zod';

import { type ActionName, actions } from './actions/index.ts';
import { optional } from './optional.ts';
import { Ref } from './reference/ref.ts';
import { contextFields } from './run/context-fields.ts';
import { tokenFields } from './token-fields.ts';

/** Of one automation. */
export const MOST_STEPS = 200;

/** Fields of every action for the API's description. Nothing is checked here: what they hold may still be a reference. */
const described = Object.fromEntries(
  Object.values(actions).flatMap(({ fields }) =>
    Object.entries(fields.shape).map(([name, field]) => [name, z.union([z.unknown(), field]).optional()]),
  ),
);

/** What every step has; the fields of its action are looked at when it is compiled. */
export const Step = z
  .looseObject({
    ...described,
    action: z.enum(Object.keys(actions) as ActionName[], { error: 'Invalid input' }),
    if: optional(z.string()),
    ref: optional(Ref),
  })
  .meta({
    id: 'AutomationStep',
    description: 'One step. Its other fields are those of its action; any value in them may be a reference.',
  });

/** A literal, a reference, or `{"$ref"}`. K-01 */
const CancelationToken = optional(z.union([z.string(), z.strictObject({ $ref: z.string() })]));

/** What an automation is, ad-hoc or saved: its steps, and its token in the three ways it has been spelled. */
export const definitionFields = {
  steps: z.array(Step).min(1, 'needs at least one step').max(MOST_STEPS, `holds more than ${MOST_STEPS} steps`),
  ...tokenFields(CancelationToken),
};
const Definition = z.object(definitionFields);
export type Definition = z.infer<typeof Definition>;

/** Before the context had its place beside `automation`, it stood inside. A-11 */
const Automation = Definition.extend(contextFields).meta({ id: 'Automation' });

/** The body of POST `/automations/invoke`, its steps only as far as all actions are alike. A-08 */
export const AdHocInvoke = z
  .object({ automation: Automation, ...contextFields })
  .meta({ id: 'AutomationAdHocInvokeParams' });
export type AdHocInvoke = z.infer<typeof AdHocInvoke>;

/** The body of POST `/automations/{id}/invoke`. */
export const TemplateInvoke = z
  .object({ automation: optional(z.object(contextFields)), ...contextFields })
  .meta({ id: 'AutomationInvokeParams' });
export type TemplateInvoke = z.infer<typeof TemplateInvoke>;
