import type { ActionName } from '../../language/actions/index.ts';
import type { Outcome } from '../contracts/step-activities.ts';
import type { RunContext } from '../run-context.ts';
import { delay } from './delay.ts';
import { send } from './send.ts';
import { sendList } from './send-list.ts';

export type WorkflowStep = (order: number, run: RunContext) => Promise<Outcome>;

/** The deterministic side of every action: a file where order or time is needed, one line where not. */
export const steps = {
  cancel: (order, run) => run.perform(order),
  delay,
  'fetch-data': (order, run) => run.fetch(order),
  'get-profile': (order, run) => run.perform(order),
  invoke: (order, run) => run.perform(order),
  send,
  'send-list': sendList,
  subscribe: (order, run) => run.perform(order),
  'update-profile': (order, run) => run.perform(order),
} satisfies Record<ActionName, WorkflowStep>;
