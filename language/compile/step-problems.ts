import { Step } from '../automation.ts';
import type { Problem } from '../problem.ts';
import { NO_CONTEXT } from '../run/scope.ts';
import { within } from '../within.ts';
import { compileCopies } from './compile-copies.ts';
import type { InspectFields } from './compile-step.ts';

/**
 * What is wrong with steps of a body that is refused already: one whose own shape is right is compiled all the same, so that
 * one answer names every problem. Paths begin at the steps: `steps.0.duration`. W-08
 */
export function stepProblems(steps: readonly unknown[], at: number, inspect: InspectFields): Problem[] {
  return steps.flatMap((written, order) => {
    const { data: step } = Step.safeParse(written);
    const problems: Problem[] = [];
    if (step)
      compileCopies(step, { order, context: NO_CONTEXT, at, inspect, report: (problem) => problems.push(problem) });
    return problems.map((problem) => within(`steps.${order}`, problem));
  });
}
