export const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };

/** A step that sends; others know its message as `first`. */
export const send = { action: 'send', ref: 'first', message };

/** A step that fetches, under the name `f1`. */
export const fetch = {
  action: 'fetch-data',
  ref: 'f1',
  webhook: { url: 'https://example.com/a', method: 'GET' },
  merge_strategy: 'overwrite',
};

/** A node that gathers for two hours, and tells of the last two. */
export const batch = (more: object = {}) => ({
  type: 'batch',
  scope: 'user',
  wait_period: 'PT2H',
  max_wait_period: 'P1D',
  retain: { type: 'last', count: 2 },
  ...more,
});
