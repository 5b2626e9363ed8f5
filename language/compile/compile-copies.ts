import type { Json } from '../json/json.ts';
import { perRecipient } from '../people/per-recipient.ts';
import type { ActionStep } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { compileStep, type StepCircumstances, type WrittenStep } from './compile-step.ts';
import { toldOnce } from './told-once.ts';

/** The steps of the plan that a step as written stands for: of a send to several recipients, one for each of them. A-22 */
export function compileCopies(step: WrittenStep, circumstances: StepCircumstances): ActionStep[] {
  if (step.action !== 'send') return [compileStep(step, circumstances)];
  const copies = perRecipient(step.message as Json | undefined);
  if (!Array.isArray(copies)) {
    circumstances.report(copies);
    return [];
  }
  const tell = toldOnce(circumstances.report);
  return copies.map(({ message, place }, index) => {
    const report = (problem: Problem) => tell(place(problem));
    const compiled = compileStep({ ...step, message }, { ...circumstances, report });
    return index === 0 ? compiled : another(compiled, index);
  });
}

/** Only the first is known by the step's `ref`. */
function another({ ref: _, ...step }: ActionStep, index: number): ActionStep {
  return { ...step, id: `${step.id}-${index}` };
}
