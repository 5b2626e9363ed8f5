/** The reason that a run or a message keeps whose workflow was canceled in Temporal itself. */
export const CANCELED_IN_TEMPORAL = 'canceled in Temporal';
