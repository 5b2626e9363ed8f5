import { z } from 'zod';

import { OUTBOX } from '../../../messages/outbox.ts';
import { OUTBOX_CHANNELS } from '../../ports/outbox.ts';
import type { Provider } from './provider.ts';

/** Keeps the message for reading over the API instead of sending it anywhere: for trying things without an account. */
export const outbox: Provider = {
  key: OUTBOX,
  channels: OUTBOX_CHANNELS,
  title: 'Outbox',
  description: 'Stores what would have been sent, readable by GET /messages/{id}/output.',
  settings: z.object({}).transform(() => ({})),
  secrets: [],
  deliver: async () => ({ kind: 'sent', answer: 'stored in the outbox' }),
};
