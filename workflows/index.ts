/** The bundle's entry: every workflow that Temporal may start. */
export { automation } from './automation.workflow.ts';
export { journey } from './journey.workflow.ts';
export { listSend } from './list-send.workflow.ts';
export { message } from './message.workflow.ts';
export { retention } from './retention.workflow.ts';
