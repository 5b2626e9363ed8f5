import type { z } from 'zod';

import type { EnvironmentKind } from '../../../platform/new-api-key.ts';
import type { Caller } from '../http/caller.ts';
import { scopesOf } from '../http/scopes.ts';
import type { ApiKeyWrite } from './api-keys.schemas.ts';

type Maker = Pick<Caller, 'mock' | 'scopes' | 'expiresAt'> & { kind: EnvironmentKind };
type Wanted = Pick<z.infer<typeof ApiKeyWrite>, 'environment' | 'mock' | 'scopes' | 'expires_at'>;

/**
 * Why a key may not make the one that is wanted, in words; undefined when it may. No key makes one that can do more
 * than itself. R-24
 */
export function excessOf(
  maker: Maker,
  { environment, mock, scopes = [], expires_at: expiresAt }: Wanted,
): string | undefined {
  const lacking = scopes.find((scope) => !scopesOf(maker).includes(scope));
  if (lacking) return `a key without the scope "${lacking}" makes none that has it`;
  if (maker.mock && mock === false) return 'a mock key makes mock keys only';
  if (maker.expiresAt && expiresAt && expiresAt > maker.expiresAt) return 'a key makes none that outlives it';
  if (maker.kind === 'test' && environment === 'production')
    return 'a key of the test environment makes none for production';
  return undefined;
}
