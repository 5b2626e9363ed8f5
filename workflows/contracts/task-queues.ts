export const taskQueues = {
  /** Workflows and their local activities. */
  runs: 'angarium-runs',
  /** Provider calls. */
  deliver: 'angarium-deliver',
} as const;
