import type { KeyGrant } from '../../../platform/database/api-keys.ts';

/** What a key may be allowed to do; `docs/reference/api-keys.md` says what each is for. W-21 */
export const scopes = ['read', 'send', 'write', 'admin'] as const;

export type Scope = (typeof scopes)[number];

/** What a key may do; one without a list may do everything. */
export function scopesOf({ scopes: given }: Pick<KeyGrant, 'scopes'>): readonly Scope[] {
  return given.length === 0 ? scopes : scopes.filter((scope) => given.includes(scope));
}
