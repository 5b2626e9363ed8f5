import type { Judgement } from '../conditions/judge.ts';
import type { NodeStep } from '../plan.ts';
import type { NodeScope } from '../run/node-scope.ts';
import { triggerVerdict } from '../run/trigger-verdict.ts';
import { triggerSource } from './event-sources.ts';

/** By which trigger an event starts a journey, or what was found where the conditions do not hold. */
export type ChosenTrigger = { kind: 'met'; id: string } | { kind: 'unmet'; atoms: Judgement['atoms'] };

/**
 * The first of a journey's triggers that waits for an event of these names and whose conditions hold. Undefined where none waits
 * for it. The event itself is the run's data, in which bare paths are found and nowhere else. E-04, E-05, N-12, N-27
 */
export function chooseTrigger(
  triggers: readonly NodeStep[],
  sources: readonly string[],
  scope: NodeScope,
): ChosenTrigger | undefined {
  const waiting = triggers.filter(({ fields }) => sources.includes(triggerSource(fields) ?? ''));
  const atoms: Judgement['atoms'] = [];
  for (const trigger of waiting) {
    const verdict = triggerVerdict(trigger, scope);
    if (verdict.kind === 'met') return { kind: 'met', id: trigger.id };
    atoms.push(...(verdict.conditions?.atoms ?? []));
  }
  return waiting.length > 0 ? { kind: 'unmet', atoms } : undefined;
}
