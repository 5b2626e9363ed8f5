/** Statuses of a run that has not ended, as an SQL list (J-42). */
export const OPEN = `('NOT PROCESSED', 'PROCESSING', 'WAITING')`;

/** Statuses of a message that is still to be sent. */
export const PENDING = `('DELAYED', 'ENQUEUED', 'ROUTED')`;

/** Those of one of which nothing was written yet but that it was accepted, or held back. */
export const WAITS = `('DELAYED', 'ENQUEUED')`;
