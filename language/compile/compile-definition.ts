import { type Definition, MOST_STEPS } from '../automation.ts';
import type { ActionStep, Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { referenceProblems } from '../reference/reference.ts';
import { resolveName } from '../reference/resolve-name.ts';
import { longToken } from '../run/long-token.ts';
import type { RunData } from '../run/scope.ts';
import { within } from '../within.ts';
import { compileCopies } from './compile-copies.ts';
import type { InspectFields } from './compile-step.ts';
import { writtenToken } from './written-token.ts';

/** What a definition is compiled for. */
export interface DefinitionCircumstances {
  context: RunData;
  /** The run's template, only where it is spelled out: onlookers in Temporal are shown it. */
  template?: string;
  /** When the run was asked for, in ms since the epoch: a delay may end at most 10 years later (T-40). */
  at: number;
  /** Finds problems that the language does not know of. */
  inspect?: InspectFields;
}

/** A definition as far as it could be compiled; with problems it is not to be carried out. */
export interface CompiledDefinition {
  plan: Plan<ActionStep>;
  cancelationToken?: string;
  /** Of all steps, their paths beginning at the definition: `steps.0.duration`. */
  problems: Problem[];
}

/** Steps and token over the context of one run. The context is data by now: no reference in it is followed. A-08, K-01 */
export function compileDefinition(
  definition: Definition,
  { context, template, at, inspect = () => [] }: DefinitionCircumstances,
): CompiledDefinition {
  const problems: Problem[] = [];
  const spelledOut = { ...context, template };
  const steps = definition.steps.flatMap((step, order) => {
    const report = (problem: Problem) => problems.push(within(`steps.${order}`, problem));
    return compileCopies(step, { order, context: spelledOut, at, inspect, report });
  });
  const { field, token } = writtenToken(definition) ?? { field: '', token: '' };
  const cancelationToken = resolveName(token, context);
  problems.push(...tooMany(steps), ...repeatedRefs(definition.steps));
  problems.push(...referenceProblems(token, field), ...longToken(cancelationToken, field));
  return { plan: { v: 1, steps }, problems, ...(cancelationToken && { cancelationToken }) };
}

function tooMany({ length }: ActionStep[]): Problem[] {
  if (length <= MOST_STEPS) return [];
  return [{ path: 'steps', message: `holds more than ${MOST_STEPS} steps, a send counted for each recipient` }];
}

function repeatedRefs(steps: readonly { ref?: string }[]): Problem[] {
  const refs = steps.map(({ ref }) => ref);
  return refs.flatMap((ref, order) => {
    const first = refs.indexOf(ref);
    if (ref === undefined || first === order) return [];
    return [{ path: `steps.${order}.ref`, message: `is the ref of step ${first} already` }];
  });
}
