import { type Judgement, judge } from '../conditions/judge.ts';
import type { NodeStep } from '../plan.ts';
import { findFrom } from './find-from.ts';
import type { NodeScope } from './node-scope.ts';

/** Whether a run may start, with what its trigger's conditions found. */
export type TriggerVerdict = { kind: 'met' | 'unmet'; conditions?: Judgement };

/** What is told of a trigger that is not met. J-27 */
export const TRIGGER_UNMET = 'Trigger conditions not met';

/**
 * Judges the conditions of the trigger that a run would start with, over data and the merged profile, before the run is
 * accepted. A journey that has no such trigger cannot be started that way. J-27, J-28
 */
export function triggerVerdict(trigger: NodeStep | undefined, scope: NodeScope): TriggerVerdict {
  if (!trigger) return { kind: 'unmet' };
  if (!trigger.conditions) return { kind: 'met' };
  const conditions = judge(trigger.conditions, findFrom(trigger, scope));
  return { kind: conditions.result ? 'met' : 'unmet', conditions };
}
