import type { ActionName } from '../../language/actions/index.ts';
import { InvalidInput } from '../../language/problem.ts';
import type { Lookups } from '../ports/lookups.ts';
import type { Workflows } from '../ports/workflows.ts';
import { cancel } from './cancel.ts';
import { delay } from './delay.ts';
import { failed } from './failed.ts';
import { getProfile } from './get-profile.ts';
import { invoke } from './invoke.ts';
import type { ReadyStep } from './ready.ts';
import { sendList } from './send-list.ts';
import type { Effect } from './step-transaction.ts';
import { subscribe } from './subscribe.ts';
import { updateProfile } from './update-profile.ts';

type LocalEffect<Name extends ActionName> = (
  ready: ReadyStep<Name>,
  lookups: Lookups,
  workflows: Workflows,
) => Promise<Effect>;
type LocalEffects = { [Name in Exclude<ActionName, 'fetch-data' | 'send'>]: LocalEffect<Name> };

/** Actions whose effect is only in our database; those that reach out of it have activities of their own. */
export const localEffects = {
  cancel,
  delay,
  'get-profile': getProfile,
  invoke,
  'send-list': sendList,
  subscribe,
  'update-profile': updateProfile,
} satisfies LocalEffects;

/**
 * Carries out one of them; input that only the effect could find wrong is the step's own fault.
 * Throws for an action that the workflow should have sent elsewhere.
 */
export async function performLocally(ready: ReadyStep, lookups: Lookups, workflows: Workflows): Promise<Effect> {
  if (ready.action === 'send' || ready.action === 'fetch-data') throw new Error(`${ready.action} has no local effect`);
  // Each takes steps of its own action, which the compiler does not follow through the registry.
  const effect: LocalEffect<never> = localEffects[ready.action];
  try {
    return await effect(ready as never, lookups, workflows);
  } catch (error) {
    if (error instanceof InvalidInput) return failed(error.message);
    throw error;
  }
}
