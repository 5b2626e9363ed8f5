/** Statuses of a run that has not ended, as an SQL list (J-42). */
export const OPEN = `('NOT PROCESSED', 'PROCESSING', 'WAITING')`;
