/** One message to one address. */
export const send = {
  action: 'send',
  message: { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } },
};

/** A wait that no bench sits out. */
export const longDelay = { action: 'delay', duration: '30 days' };
