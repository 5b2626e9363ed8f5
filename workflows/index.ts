/** The bundle's entry: every workflow that Temporal may start. */
export { automation } from './automation.workflow.ts';
export { message } from './message.workflow.ts';
