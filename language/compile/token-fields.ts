/** The three ways in which the field has been spelled, for a run and in a step; of several, the first counts. A-09 */
export const TOKEN_FIELDS = ['cancelation_token', 'cancellation_token', 'cancelationToken'] as const;
