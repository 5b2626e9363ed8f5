/** The bundle's entry: the workflows that ours are measured beside. */
export { cancelable } from './cancelable.workflow.ts';
export { handWritten } from './hand-written.workflow.ts';
export { naive } from './naive.workflow.ts';
export { oneActivity } from './one-activity.workflow.ts';
