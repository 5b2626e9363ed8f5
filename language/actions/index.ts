import type { z } from 'zod';

import type { Action } from './action.ts';
import { cancel } from './cancel.ts';
import { delay } from './delay.ts';
import { fetchData } from './fetch-data.ts';
import { getProfile } from './get-profile.ts';
import { invoke } from './invoke.ts';
import { send } from './send.ts';
import { sendList } from './send-list.ts';
import { subscribe } from './subscribe.ts';
import { updateProfile } from './update-profile.ts';

/** Every action a step can have, by its wire name. Adding one is a file of its own and a line here. */
export const actions = {
  cancel,
  delay,
  'fetch-data': fetchData,
  'get-profile': getProfile,
  invoke,
  send,
  'send-list': sendList,
  subscribe,
  'update-profile': updateProfile,
} satisfies Record<string, Action>;

/** The `action` of a step. */
export type ActionName = keyof typeof actions;

/** The fields of an action once its references are resolved. */
export type FieldsOf<Name extends ActionName> = z.output<(typeof actions)[Name]['fields']>;
