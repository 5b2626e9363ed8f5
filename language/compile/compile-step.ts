import type { Action } from '../actions/action.ts';
import { actions } from '../actions/index.ts';
import { NOTHING_AHEAD } from '../ahead.ts';
import type { Definition } from '../automation.ts';
import { isElementCode } from '../content/element-code.ts';
import { InvalidExpression } from '../expression/invalid-expression.ts';
import { parseExpression } from '../expression/parse.ts';
import type { JsonObject } from '../json/json.ts';
import type { ActionStep } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { referenceProblems } from '../reference/reference.ts';
import type { RunData } from '../run/scope.ts';
import { shapeProblems } from '../shape.ts';
import { shortLabel } from './short-label.ts';

export type WrittenStep = Definition['steps'][number];

/** What other rooms find wrong with a step's own fields. */
export type InspectFields = (fields: JsonObject) => readonly Problem[];

/** What a step is compiled for. */
export interface StepCircumstances {
  order: number;
  /** What the run was given; its template only where the request spells it out, since it is shown to onlookers. */
  context: RunData;
  /** When the run was asked for, in ms since the epoch. */
  at: number;
  inspect: InspectFields;
  /** Told every problem, its path beginning at the step. */
  report: (problem: Problem) => void;
}

/** One step, checked as far as it can be before it is reached. */
export function compileStep(step: WrittenStep, { order, context, at, inspect, report }: StepCircumstances): ActionStep {
  const action: Action = actions[step.action];
  const fields = ownFields(step, action);
  for (const problem of [...fieldProblems(fields, action, at), ...inspect(fields)]) report(problem);
  const guard = step.if === undefined ? undefined : compileGuard(step.if, report);
  return {
    id: `step-${order}`,
    action: step.action,
    ...(step.ref !== undefined && { ref: step.ref }),
    ...(guard && { if: guard }),
    fields,
    ahead: action.ahead?.(fields, context) ?? NOTHING_AHEAD,
    ...shortLabel(action.label(fields, context)),
  };
}

/** What the action knows of, without the nulls. W-13 */
function ownFields(step: WrittenStep, { fields }: Action): JsonObject {
  const known = Object.entries(step).filter(([key, value]) => Object.hasOwn(fields.shape, key) && value != null);
  return Object.fromEntries(known) as JsonObject;
}

/** A reference that cannot be read says more than the shape of what it stands in. */
function fieldProblems(fields: JsonObject, { fields: schema, check }: Action, at: number): Problem[] {
  const unreadable = Object.entries(fields)
    .flatMap(([key, value]) => referenceProblems(value, key))
    .filter(({ path }) => !(path.startsWith('message.content.') && isElementCode(path)));
  if (unreadable.length > 0) return unreadable;
  const misshapen = shapeProblems(schema, fields);
  return misshapen.length > 0 ? misshapen : (check?.(fields, at) ?? []);
}

function compileGuard(source: string, report: StepCircumstances['report']): ActionStep['if'] {
  try {
    return { source, tree: parseExpression(source) };
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    report({ path: 'if', message: error.message });
    return undefined;
  }
}
