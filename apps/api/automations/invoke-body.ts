import { AdHocInvoke, TemplateInvoke } from '../../../language/automation.ts';
import { withStepProblems } from '../../../messages/with-step-problems.ts';

/** The body of POST `/automations/invoke`. */
export const InvokeBody = withStepProblems(AdHocInvoke, 'automation');

/** The body of POST `/automations/{id}/invoke`, which says nothing more than no body at all. A-01, W-10 */
export const TemplateInvokeBody = TemplateInvoke.nullish();
