import type { AdHocInvoke } from '../automation.ts';
import { type CompiledAutomation, compileInvocation } from './compile-invocation.ts';
import type { InspectFields } from './compile-step.ts';

/**
 * An automation that a request brings along, compiled once.
 * @param at When it was asked for, in ms since the epoch: a delay may end at most 10 years later (T-40).
 * @param inspect Finds problems that the language does not know of.
 * @throws InvalidInput with the problems of all steps.
 */
export function compileAutomation(request: AdHocInvoke, at: number, inspect?: InspectFields): CompiledAutomation {
  return compileInvocation(request.automation, request, { at, inspect, place: 'automation' });
}
