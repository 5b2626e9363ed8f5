/** What every start of a workflow says, wherever it is: its type, and what a second start under the same id comes to. */
export const workflowStarts = {
  /** Runs of either kind, and requests to send: once for each id, since the id is the run's. */
  automation: { type: 'automation', workflowIdReusePolicy: 'REJECT_DUPLICATE' },
  journey: { type: 'journey', workflowIdReusePolicy: 'REJECT_DUPLICATE' },
  /** Whoever finds it ended has nothing to start. */
  message: { type: 'message', workflowIdReusePolicy: 'REJECT_DUPLICATE', staticSummary: 'a message that waits' },
  /**
   * Started again whenever something of the list is left to try. Its tasks, its pages among them, come after those of all
   * others that wait in the same queue: 5 is the last of Temporal's priorities, and 3 what everything else has.
   */
  listSend: {
    type: 'listSend',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'a send to a list',
    priority: { priorityKey: 5 },
  },
} as const;
