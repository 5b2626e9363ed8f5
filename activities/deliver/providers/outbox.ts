import { z } from 'zod';

import type { Provider } from './provider.ts';

/** Keeps the message for reading over the API instead of sending it anywhere: for trying things without an account. */
export const outbox: Provider = {
  key: 'outbox',
  channels: ['email', 'sms', 'push', 'inbox'],
  title: 'Outbox',
  description: 'Stores what would have been sent, readable by GET /messages/{id}/output.',
  settings: z.object({}).transform(() => ({})),
  secrets: [],
  deliver: async () => ({ kind: 'sent', answer: 'stored in the outbox' }),
};
