import { z } from 'zod';

import { type ActionName, actions } from './actions/index.ts';
import { JsonRecord } from './json-record.ts';
import { optional } from './optional.ts';
import { Ref } from './ref.ts';

const MOST_STEPS = 200;

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

/** What steps read. A-05 */
const context = {
  brand: optional(z.string()),
  data: optional(JsonRecord),
  profile: optional(JsonRecord),
  recipient: optional(z.string()),
  template: optional(z.string()),
};

const Automation = z
  .object({
    steps: z.array(Step).min(1, 'needs at least one step').max(MOST_STEPS, `holds more than ${MOST_STEPS} steps`),
    cancelation_token: CancelationToken,
    cancellation_token: CancelationToken,
    cancelationToken: CancelationToken,
    // Before the context had its place beside `automation`, it stood inside. A-11
    ...context,
  })
  .meta({ id: 'Automation' });

/** The body of POST `/automations/invoke`, its steps only as far as all actions are alike. A-08 */
export const AdHocInvoke = z.object({ automation: Automation, ...context }).meta({ id: 'AutomationAdHocInvokeParams' });
export type AdHocInvoke = z.infer<typeof AdHocInvoke>;
