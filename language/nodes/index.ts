import type { z } from 'zod';

import { batch } from './batch.ts';
import { branch } from './branch.ts';
import { delay } from './delay.ts';
import { exit } from './exit.ts';
import { fetch } from './fetch.ts';
import type { Node } from './node.ts';
import { send } from './send.ts';
import { throttle } from './throttle.ts';
import { trigger } from './trigger.ts';

/** Every type a node can have. Adding one is a file of its own and a line here. */
export const nodes = {
  batch,
  branch,
  delay,
  exit,
  fetch,
  send,
  throttle,
  trigger,
} satisfies Record<string, Node>;

/** The `type` of a node. */
export type NodeName = keyof typeof nodes;

/** The fields of a node once its references are resolved. */
export type NodeFieldsOf<Name extends NodeName> = z.output<(typeof nodes)[Name]['fields']>;
