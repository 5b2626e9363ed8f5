/** What stands for the answer of a provider that a worker asked and did not live to hear. */
export const WORKER_LOST = 'the worker was lost during the call';
