import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { providers as registry } from '../../../activities/deliver/providers/index.ts';
import type { Provider } from '../../../activities/deliver/providers/provider.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import type { Provider as ProviderRow } from '../../../platform/database/generated/client.ts';
import { type ProviderFields, Providers } from '../../../platform/database/providers.ts';
import { newId } from '../../../platform/ids.ts';
import { Secrets } from '../../../platform/secrets.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { MASK, splitSettings } from './provider-settings.ts';
import type { ProviderAnswer, ProvidersAnswer, ProviderWrite } from './providers.schemas.ts';
import { sealedSecrets } from './sealed-secrets.ts';

type Answer = z.infer<typeof ProviderAnswer>;
type Write = z.infer<typeof ProviderWrite>;

/** The configured providers. R-28 */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly providers: Providers,
    private readonly secrets: Secrets,
  ) {}

  async create({ environmentId }: Caller, write: Write): Promise<Answer> {
    const provider = knownProvider(write.provider);
    const fields = this.#fieldsOf(provider, write);
    const place = { id: newId('prv_'), environmentId, provider: provider.key, channels: [...provider.channels] };
    return answerOf(await this.providers.insert({ ...place, ...fields }), provider);
  }

  async list({ environmentId }: Caller, cursor: string | undefined): Promise<z.infer<typeof ProvidersAnswer>> {
    const { page, cut } = paged({ cursor, filters: {} });
    const { rows, next } = cut(await this.providers.page(environmentId, page), ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map((row) => answerOf(row, registry[row.provider])), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<Answer> {
    const row = found(await this.providers.find(environmentId, id), 'Provider');
    return answerOf(row, registry[row.provider]);
  }

  async replace({ environmentId }: Caller, id: string, write: Write): Promise<Answer> {
    const stored = found(await this.providers.find(environmentId, id), 'Provider');
    const provider = knownProvider(write.provider);
    if (write.provider !== stored.provider) {
      throw new InvalidInput([{ path: 'provider', message: `cannot change from ${stored.provider}` }]);
    }
    const fields = this.#fieldsOf(provider, write, stored.secrets);
    return answerOf(found(await this.providers.replace(environmentId, id, fields), 'Provider'), provider);
  }

  async remove({ environmentId }: Caller, id: string): Promise<void> {
    found((await this.providers.remove(environmentId, id)) || undefined, 'Provider');
  }

  #fieldsOf(
    provider: Provider,
    { settings, title, alias, rate_limit }: Write,
    stored: string | null = null,
  ): ProviderFields {
    const { open, secret, guarantee } = splitSettings(provider, (settings ?? {}) as JsonObject);
    const secrets = sealedSecrets(this.secrets, secret, stored);
    const named = { title: title ?? 'Default Configuration', alias: alias ?? null };
    return { ...named, settings: open, secrets, guarantee, rateLimit: rate_limit ?? null };
  }
}

/** @throws InvalidInput */
function knownProvider(key: string): Provider {
  const provider = Object.hasOwn(registry, key) ? registry[key] : undefined;
  if (provider) return provider;
  const message = `unknown provider; this release has ${Object.keys(registry).join(', ')}`;
  throw new InvalidInput([{ path: 'provider', message }]);
}

function answerOf(row: ProviderRow, provider: Provider | undefined): Answer {
  const { id, title, alias, settings, secrets, guarantee, rateLimit, createdAt, updatedAt } = row;
  const masked = secrets === null ? [] : (provider?.secrets ?? []).map((name) => [name, MASK]);
  return {
    id,
    provider: row.provider,
    title,
    ...(alias !== null && { alias }),
    settings: { ...(settings as JsonObject), ...Object.fromEntries(masked), guarantee },
    ...(rateLimit !== null && { rate_limit: rateLimit as Answer['rate_limit'] }),
    created: createdAt.getTime(),
    ...(updatedAt && { updated: updatedAt.getTime() }),
  };
}
