import { randomBytes } from 'node:crypto';

/** The halves of a workspace. */
export type EnvironmentKind = 'test' | 'production';

const PREFIXES = { test: 'pk_test_', production: 'pk_prod_' } satisfies Record<EnvironmentKind, string>;

/** A key that nobody has yet: what it is for, and 256 random bits in hex. W-22 */
export function newApiKey(kind: EnvironmentKind): string {
  return `${PREFIXES[kind]}${randomBytes(32).toString('hex')}`;
}
