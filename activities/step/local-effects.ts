import type { ActionName } from '../../language/actions/index.ts';
import { cancel } from './cancel.ts';
import { delay } from './delay.ts';
import { getProfile } from './get-profile.ts';
import { invoke } from './invoke.ts';
import type { LocalTools } from './local-tools.ts';
import type { ReadyStep } from './ready.ts';
import { sendList } from './send-list.ts';
import type { Effect } from './step-transaction.ts';
import { subscribe } from './subscribe.ts';
import { updateProfile } from './update-profile.ts';

type LocalEffect<Name extends ActionName> = (ready: ReadyStep<Name>, tools: LocalTools) => Promise<Effect>;
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
