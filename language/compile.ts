import type { AdHocInvoke } from './automation.ts';
import { compileStep, type InspectFields } from './compile-step.ts';
import { inStep } from './in-step.ts';
import { literal } from './literal.ts';
import type { Plan, PlanStep } from './plan.ts';
import { InvalidInput, type Problem } from './problem.ts';
import { referenceProblems } from './reference.ts';
import { resolveName } from './resolve-name.ts';
import { runDataOf } from './run-data.ts';
import type { RunData } from './scope.ts';
import { TOKEN_FIELDS } from './token-fields.ts';

/** What a run names for all of its steps, beside `automation` or inside. */
const NAMES = ['recipient', 'template', 'brand'] as const;

/** A run, ready to be stored. */
export interface CompiledAutomation {
  plan: Plan;
  context: RunData;
  cancelationToken?: string;
}

/**
 * An automation that a request brings along, compiled once.
 * @param at When it was asked for, in ms since the epoch: a delay may end at most 10 years later (T-40).
 * @param inspect Finds problems that the language does not know of.
 * @throws InvalidInput with the problems of all steps.
 */
export function compileAutomation(
  request: AdHocInvoke,
  at: number,
  inspect: InspectFields = () => [],
): CompiledAutomation {
  const problems: Problem[] = [];
  const context = runDataOf(request);
  const spelledOut = { ...context, template: literal(request.template ?? request.automation.template) };
  const steps = request.automation.steps.map((step, order) => {
    const report = (problem: Problem) => problems.push(inStep(order, problem));
    return compileStep(step, { order, context: spelledOut, at, inspect, report });
  });
  const tokenField = TOKEN_FIELDS.find((name) => request.automation[name] !== undefined);
  const token = (tokenField && request.automation[tokenField]) ?? '';
  problems.push(
    ...repeatedRefs(steps),
    ...unreadableNames(request),
    ...referenceProblems(token, `automation.${tokenField}`),
  );
  if (problems.length > 0) throw new InvalidInput(problems);

  const cancelationToken = resolveName(token, context);
  return { plan: { v: 1, steps }, context, ...(cancelationToken && { cancelationToken }) };
}

function unreadableNames({ automation, ...request }: AdHocInvoke): Problem[] {
  return [
    ...NAMES.flatMap((name) => referenceProblems(request[name] ?? '', name)),
    ...NAMES.flatMap((name) => referenceProblems(automation[name] ?? '', `automation.${name}`)),
  ];
}

function repeatedRefs(steps: PlanStep[]): Problem[] {
  const refs = steps.map(({ ref }) => ref);
  return refs.flatMap((ref, order) => {
    const first = refs.indexOf(ref);
    if (ref === undefined || first === order) return [];
    return [inStep(order, { path: 'ref', message: `is the ref of step ${first} already` })];
  });
}
