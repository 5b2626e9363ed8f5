import { AdHocInvoke } from '../../../language/automation.ts';
import { isJsonObject } from '../../../language/json.ts';
import { stepProblems } from '../../../language/step-problems.ts';
import { contentInspection } from './content-inspection.ts';

/**
 * The body of POST `/automations/invoke`. What is well formed is compiled by whoever takes it; of what is not, the steps that
 * are get compiled here, so that the refusal names their problems too. W-08
 */
export const InvokeBody = AdHocInvoke.superRefine(
  (body: unknown, context) => {
    for (const { path, message } of stepProblems(stepsOf(body), Date.now(), contentInspection())) {
      context.addIssue({ code: 'custom', path: path.split('.'), message });
    }
  },
  { when: ({ issues }) => issues.length > 0 },
);

function stepsOf(body: unknown): unknown[] {
  const automation = isJsonObject(body) ? body.automation : undefined;
  const steps = isJsonObject(automation) ? automation.steps : undefined;
  return Array.isArray(steps) ? steps : [];
}
