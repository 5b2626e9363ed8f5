import { z } from 'zod';

import { Paging } from '../http/paging.ts';

/** What triggers name as their `event_source`. §3.2 */
const WebhookName = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(256)
  .refine((name) => !name.includes('/'), 'must not hold a /');

/** Body of POST `/inbound/webhooks`. E-13 */
export const WebhookWrite = z.object({ name: WebhookName }).meta({ id: 'InboundWebhookWrite' });

/** Query of GET `/inbound/webhooks`. */
export const WebhooksQuery = z.object({ cursor: z.string().optional() });

const shown = { name: z.string(), mock: z.boolean(), created_at: z.iso.datetime() };

/** The only answer that holds the token, by itself and in the URL. */
export const NewWebhookAnswer = z
  .object({ name: z.string(), token: z.string(), url: z.url() })
  .meta({ id: 'NewInboundWebhook' });

export const WebhooksAnswer = z
  .object({ results: z.array(z.object(shown)), paging: Paging })
  .meta({ id: 'InboundWebhookList' });
