import { defineSignal } from '@temporalio/workflow';

/** Ends the wait that a run is in, and the run with it. Its row was CANCELED before (docs/adr/0009). */
export const cancelSignal = defineSignal('cancel');

/** Ends the wait of the step, by its order, that gathers: as many as it takes have come. Its window was closed before. N-62 */
export const releaseSignal = defineSignal<[order: number]>('release');
