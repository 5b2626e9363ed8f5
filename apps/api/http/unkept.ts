/**
 * Endpoints whose answers are not kept for repetitions: the senders of inbound events repeat themselves with keys of
 * their own (W-41), and a new API key stands in no table.
 */
export const UNKEPT = /^\/(inbound|api-keys)(\/|$)/;
