import type { NodeName } from '../../language/nodes/index.ts';
import { delay } from '../steps/delay.ts';
import type { WorkflowStep } from '../steps/index.ts';
import { send } from '../steps/send.ts';
import { batch } from './batch.ts';

/** The deterministic side of every node: that of the action like it, a file where order or time is needed, one line where not. */
export const nodes = {
  batch,
  branch: (order, run) => run.perform(order),
  delay,
  exit: (order, run) => run.perform(order),
  fetch: (order, run) => run.fetch(order),
  send,
  throttle: (order, run) => run.perform(order),
  trigger: (order, run) => run.perform(order),
} satisfies Record<NodeName, WorkflowStep>;
