import type { ActionName } from '../../language/actions/index.ts';
import { delay } from './delay.ts';
import type { Effect, ReadyStep } from './step-transaction.ts';

type LocalEffect = (ready: ReadyStep) => Promise<Effect>;

/** Actions whose effect is only in our database; a send has an activity of its own. */
export const localEffects = { delay } satisfies Record<Exclude<ActionName, 'send'>, LocalEffect>;

/** Carries out one of them. Throws for an action that the workflow should have sent elsewhere. */
export function performLocally(ready: ReadyStep): Promise<Effect> {
  const effects: Partial<Record<ActionName, LocalEffect>> = localEffects;
  const effect = effects[ready.step.action];
  if (!effect) throw new Error(`${ready.step.action} has no local effect`);
  return effect(ready);
}
