import fc from 'fast-check';

import type { ActionName } from '../../../language/actions/index.ts';
import { cancel } from './cancel.ts';
import { delay } from './delay.ts';
import { fetchData } from './fetch-data.ts';
import { getProfile } from './get-profile.ts';
import { invoke } from './invoke.ts';
import { send } from './send.ts';
import { sendList } from './send-list.ts';
import { subscribe } from './subscribe.ts';
import { updateProfile } from './update-profile.ts';

/** The fields of every action, and how often a plan has it. */
const fieldsOf = (base: number) =>
  ({
    send: { weight: 3, fields: send },
    delay: { weight: 2, fields: delay(base) },
    'update-profile': { weight: 2, fields: updateProfile },
    'get-profile': { weight: 1, fields: getProfile },
    'fetch-data': { weight: 2, fields: fetchData },
    cancel: { weight: 1, fields: cancel },
    invoke: { weight: 1, fields: invoke },
    subscribe: { weight: 1, fields: subscribe },
    'send-list': { weight: 1, fields: sendList },
  }) satisfies Record<ActionName, { weight: number; fields: fc.Arbitrary<object> }>;

/** One step of any action. `base`: now, in milliseconds. */
export function stepAt(base: number): fc.Arbitrary<object> {
  const known: [string, { weight: number; fields: fc.Arbitrary<object> }][] = Object.entries(fieldsOf(base));
  const weighted = known.map(([action, { weight, fields }]) => ({
    weight,
    arbitrary: fields.map((given) => ({ action, ...given })),
  }));
  return fc.oneof(...weighted);
}
