import { z } from 'zod';

import { AdHocInvoke } from '../../language/automation.ts';
import { optional } from '../../language/optional.ts';
import { contextFields } from '../../language/run/context-fields.ts';
import { withStepProblems } from '../../messages/with-step-problems.ts';
import { definitionProblems, savedFields, simulationFields } from './simulation-fields.ts';

/**
 * The body of POST `/automations/simulate`: that of an invoke, of an automation that it brings along or of one that is saved,
 * whose id stands in it.
 */
export const AutomationSimulation = withStepProblems(
  z
    .object({
      automation: optional(AdHocInvoke.shape.automation.partial({ steps: true })),
      ...savedFields,
      ...contextFields,
      ...simulationFields,
    })
    .superRefine((body, { addIssue }) => {
      const isGiven = body.automation?.steps !== undefined;
      for (const { path, message } of definitionProblems('automation.steps', body, isGiven))
        addIssue({ code: 'custom', path: path.split('.'), message });
      if (isGiven && body.id !== undefined)
        addIssue({ code: 'custom', path: ['id'], message: 'cannot stand beside automation.steps' });
    })
    .meta({ id: 'AutomationSimulation' }),
  'automation',
);
export type AutomationSimulation = z.infer<typeof AutomationSimulation>;
