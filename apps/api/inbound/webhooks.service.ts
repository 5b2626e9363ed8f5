import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { InboundWebhooks } from '../../../platform/database/events/inbound-webhooks.ts';
import { keyHash } from '../../../platform/key-hash.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import type { NewWebhookAnswer, WebhooksAnswer } from './webhooks.schemas.ts';

/** Webhooks of the caller's environment, by which events come in. E-13 */
@Injectable()
export class WebhooksService {
  constructor(private readonly webhooks: InboundWebhooks) {}

  /** @throws ApiError for a name that is taken */
  async mint(
    { environmentId, mock }: Caller,
    name: string,
    baseUrl: string,
  ): Promise<z.infer<typeof NewWebhookAnswer>> {
    const token = randomBytes(32).toString('base64url');
    const isNew = await this.webhooks.insert({ environmentId, name, mock }, keyHash(token));
    if (!isNew) throw new ApiError('webhook_exists');
    return { name, token, url: `${baseUrl}/inbound/webhook/${token}` };
  }

  async list({ environmentId }: Caller, cursor: string | undefined): Promise<z.infer<typeof WebhooksAnswer>> {
    const { page, cut } = paged({ cursor, filters: {} });
    const listed = await this.webhooks.page(environmentId, page);
    const { rows, next } = cut(listed, ({ createdAt: at, name: id }) => ({ at, id }));
    const results = rows.map(({ name, mock, createdAt }) => ({ name, mock, created_at: createdAt.toISOString() }));
    return { results, paging: pagingOf(next) };
  }

  /** Its token is unknown from now on; a new webhook may take the name. */
  async remove({ environmentId }: Caller, name: string): Promise<void> {
    found(await this.webhooks.remove(environmentId, name), 'Webhook');
  }
}
