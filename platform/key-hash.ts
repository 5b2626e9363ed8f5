import { createHash } from 'node:crypto';

/** What the database holds of an API key: its SHA-256 in hex. A key has 256 random bits, so it needs no salt. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
