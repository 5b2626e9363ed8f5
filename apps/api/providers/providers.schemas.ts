import { z } from 'zod';

import type { RateLimit } from '../../../activities/ports/pace.ts';
import { Paging } from '../http/paging.ts';
import { TextList } from '../http/query-fields.ts';

/** At most so many calls in any second, minute or hour, evenly spaced. */
const ProviderLimit = z.strictObject({
  max: z.int().min(1).max(10_000),
  per: z.enum(['second', 'minute', 'hour']),
}) satisfies z.ZodType<RateLimit>;

/** Body of POST and PUT. */
export const ProviderWrite = z
  .object({
    provider: z.string().min(1),
    settings: z.record(z.string(), z.unknown()).nullish(),
    alias: z.string().min(1).max(256).nullish(),
    title: z.string().trim().min(1).max(256).nullish(),
    rate_limit: ProviderLimit.nullish(),
  })
  .meta({ id: 'ProviderWrite' });

export const ProvidersQuery = z.object({ cursor: z.string().optional() });

/** Query of GET `/providers/catalog`. */
export const CatalogQuery = z.object({
  channel: z.string().optional(),
  keys: TextList.optional(),
  name: z.string().optional(),
});

export const ProviderAnswer = z
  .object({
    id: z.string(),
    provider: z.string(),
    title: z.string(),
    alias: z.string().optional(),
    settings: z.record(z.string(), z.unknown()),
    rate_limit: ProviderLimit.optional(),
    created: z.int(),
    updated: z.int().optional(),
  })
  .meta({ id: 'Provider' });

export const ProvidersAnswer = z
  .object({ results: z.array(ProviderAnswer), paging: Paging })
  .meta({ id: 'ProviderList' });

const CatalogField = z.object({
  type: z.string(),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
});

export const CatalogEntry = z
  .object({
    provider: z.string(),
    channel: z.string(),
    name: z.string(),
    description: z.string(),
    settings: z.record(z.string(), CatalogField),
  })
  .meta({ id: 'ProviderCatalogEntry' });

export const CatalogAnswer = z
  .object({ results: z.array(CatalogEntry), paging: Paging })
  .meta({ id: 'ProviderCatalog' });
