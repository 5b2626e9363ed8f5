/** The catalog key of the provider that keeps messages instead of sending them: it comes after every other. */
export const OUTBOX = 'outbox';
