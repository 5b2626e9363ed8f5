import type { Problem } from './problem.ts';

/** A problem of one step as one of the whole request. */
export function inStep(order: number, { path, message }: Problem): Problem {
  return { path: [`automation.steps.${order}`, ...(path ? [path] : [])].join('.'), message };
}
