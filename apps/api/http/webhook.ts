import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

import type { InboundWebhooks, WebhookGrant } from '../../../platform/database/events/inbound-webhooks.ts';
import { keyHash } from '../../../platform/key-hash.ts';
import { found } from './found.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token stands in the path; its body may be of any kind. */
    webhook?: WebhookGrant;
  }
}

const PATH = '/inbound/webhook/:token';

/** Gives a handler the webhook that its request came by. */
export const WebhookOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): WebhookGrant => context.switchToHttp().getRequest().webhook,
);

/** Lets a request to a webhook pass when its token is known, before its body is read, which is then read whatever its type. E-12 */
export function recognizeWebhooks(fastify: FastifyInstance, webhooks: Pick<InboundWebhooks, 'find'>): void {
  fastify.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== PATH) return;
    const { token } = request.params as { token: string };
    request.webhook = found(await webhooks.find(keyHash(token)), 'Webhook');
    delete request.headers['content-type'];
  });
}
