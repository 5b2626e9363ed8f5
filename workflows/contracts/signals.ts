import { defineSignal } from '@temporalio/workflow';

/** Ends the wait that a run is in, and the run with it. Its row was CANCELED before (docs/adr/0009). */
export const cancelSignal = defineSignal('cancel');
