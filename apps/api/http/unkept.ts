/**
 * Endpoints whose answers are not kept for repetitions: the senders of inbound events repeat themselves with keys of
 * their own (W-41), a new API key stands in no table, and what is simulated can be simulated again.
 */
export const UNKEPT = /^\/((inbound|api-keys)(\/|$)|(automations|journeys)\/simulate$)/;
