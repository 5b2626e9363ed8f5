export const taskQueues = {
  /** Workflows and their local activities. */
  runs: 'angarium-runs',
  /** Provider calls. */
  deliver: 'angarium-deliver',
  /** Pages of lists. */
  lists: 'angarium-lists',
  /** Calls of what authors name: a slow server of theirs holds up no message. */
  fetch: 'angarium-fetch',
  /** What is done about every day. */
  upkeep: 'angarium-upkeep',
} as const;
