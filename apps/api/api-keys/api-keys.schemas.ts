import { z } from 'zod';

import { optional } from '../../../language/optional.ts';
import { Paging } from '../http/paging.ts';
import { InstantFrom } from '../http/query-fields.ts';
import { scopes } from '../http/scopes.ts';

const EnvironmentKind = z.enum(['test', 'production']);
const Scope = z.enum(scopes);

/** Body of POST. An absent field is as it is with the key that asks; without `expires_at` it lasts as long as that one. */
export const ApiKeyWrite = z
  .object({
    name: z.string().trim().min(1, 'must not be blank').max(256),
    environment: optional(EnvironmentKind),
    mock: optional(z.boolean()),
    scopes: optional(z.array(Scope).min(1, 'must name a scope; a key without any could do nothing').max(scopes.length)),
    expires_at: optional(InstantFrom.refine((at) => at.getTime() > Date.now(), 'must be in the future')),
  })
  .meta({ id: 'ApiKeyWrite' });

/** Query of GET. */
export const ApiKeysQuery = z.object({ cursor: z.string().optional() });

const shown = {
  id: z.string(),
  name: z.string(),
  environment: EnvironmentKind,
  mock: z.boolean(),
  scopes: z.array(Scope),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().optional(),
  last_used_at: z.iso.datetime().optional(),
};

export const ApiKeyAnswer = z.object(shown).meta({ id: 'ApiKey' });

/** The only answer that holds the key itself. */
export const NewApiKeyAnswer = z.object({ ...shown, key: z.string() }).meta({ id: 'NewApiKey' });

export const ApiKeysAnswer = z.object({ results: z.array(ApiKeyAnswer), paging: Paging }).meta({ id: 'ApiKeyList' });
