import { triggerSource } from '../events/event-sources.ts';
import type { Value } from '../expression/evaluation.ts';
import type { NodeStep } from '../plan.ts';
import { findInRun } from '../reference/find-in-run.ts';
import type { NodeScope } from './node-scope.ts';

/** What a node's conditions and references name. An event's trigger looks for a path without a root in the event alone. N-02, N-27 */
export function findFrom({ action, fields }: NodeStep, scope: NodeScope): (path: string) => Value {
  const isOfEvent = action === 'trigger' && triggerSource(fields) !== undefined;
  return isOfEvent ? findInRun(scope, [scope.data]) : findInRun(scope);
}
