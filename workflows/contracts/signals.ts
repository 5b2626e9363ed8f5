import { defineSignal } from '@temporalio/workflow';

/** Ends the wait that a run is in, and the run with it. Its row was CANCELED before (architecture §5). */
export const cancelSignal = defineSignal('cancel');
