import { z } from 'zod';

import { WebhookName } from '../../../language/events/webhook-name.ts';
import { Paging } from '../http/paging.ts';

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
