import { z } from 'zod';

/** What a webhook is called, in itself and as the `event_source` of a trigger that waits for its events. E-12, E-13 */
export const WebhookName = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(256)
  .refine((name) => !name.includes('/'), 'must not hold a /');
