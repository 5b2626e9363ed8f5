import type { z } from 'zod';

import type { ApiKey } from '../../../platform/database/generated/client.ts';
import type { EnvironmentKind } from '../../../platform/new-api-key.ts';
import { scopesOf } from '../http/scopes.ts';
import type { ApiKeyAnswer } from './api-keys.schemas.ts';

/** A key as the API shows it, without anything that opens a door. */
export function answerOf(row: ApiKey, environment: EnvironmentKind): z.infer<typeof ApiKeyAnswer> {
  const { id, name, mock, createdAt, expiresAt, lastUsedAt } = row;
  return {
    id,
    name,
    environment,
    mock,
    scopes: [...scopesOf(row)],
    created_at: createdAt.toISOString(),
    ...(expiresAt && { expires_at: expiresAt.toISOString() }),
    ...(lastUsedAt && { last_used_at: lastUsedAt.toISOString() }),
  };
}
