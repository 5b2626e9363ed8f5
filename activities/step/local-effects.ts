import type { ActionName } from '../../language/actions/index.ts';
import { delay } from './delay.ts';
import type { Effect, ReadyStep } from './step-transaction.ts';

type LocalEffects = { [Name in Exclude<ActionName, 'send'>]: (ready: ReadyStep<Name>) => Promise<Effect> };

/** Actions whose effect is only in our database; a send has an activity of its own. */
export const localEffects = { delay } satisfies LocalEffects;

/** Carries out one of them. Throws for an action that the workflow should have sent elsewhere. */
export function performLocally(ready: ReadyStep): Promise<Effect> {
  if (ready.action === 'send') throw new Error('send has no local effect');
  return localEffects[ready.action](ready);
}
