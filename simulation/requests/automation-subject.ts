import type { AdHocInvoke, Definition } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { type CompiledAutomation, compileInvocation } from '../../language/compile/compile-invocation.ts';
import { inspectMessages } from '../../messages/inspect-messages.ts';
import type { Subject } from '../subject.ts';
import type { AutomationSimulation } from './automation-simulation.ts';

/** A saved automation, in the version that is asked for. */
export interface SavedDefinition<Body> {
  id: string;
  definition: Body;
}

/**
 * What a request to simulate an automation would run, compiled as an invoke compiles it at that moment, in milliseconds since
 * the epoch.
 * @param saved The one that the request names; absent: it brings one along.
 * @throws InvalidInput
 */
export function automationSubject(
  request: AutomationSimulation,
  at: number,
  saved?: SavedDefinition<Definition>,
): Subject {
  return { kind: 'automation', ...(saved && { automationId: saved.id }), ...compile(request, at, saved) };
}

function compile(
  request: AutomationSimulation,
  at: number,
  saved: SavedDefinition<Definition> | undefined,
): CompiledAutomation {
  if (saved) return compileInvocation(saved.definition, request, { at });
  return compileAutomation(request as AdHocInvoke, at, inspectMessages(at));
}
