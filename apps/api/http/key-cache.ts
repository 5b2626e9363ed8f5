import type { ApiKeys, KeyGrant } from '../../../platform/database/api-keys.ts';
import { keyHash } from '../../../platform/key-hash.ts';

/** How long a revoked key may still be accepted. */
const KEPT_MS = 30_000;
const MOST_KEPT = 10_000;

/** API keys, remembered for 30 s. Unknown keys are not, so that a new key works at once. */
export class KeyCache {
  readonly #kept = new Map<string, { grant: KeyGrant; until: number }>();

  constructor(private readonly keys: ApiKeys) {}

  /** Undefined for an unknown or expired key. */
  async find(key: string): Promise<KeyGrant | undefined> {
    const hash = keyHash(key);
    const grant = this.#remembered(hash) ?? (await this.#load(hash));
    const isExpired = grant?.expiresAt && grant.expiresAt.getTime() <= Date.now();
    return isExpired ? undefined : grant;
  }

  #remembered(hash: string): KeyGrant | undefined {
    const kept = this.#kept.get(hash);
    return kept && kept.until > Date.now() ? kept.grant : undefined;
  }

  async #load(hash: string): Promise<KeyGrant | undefined> {
    const grant = await this.keys.find(hash);
    this.#kept.delete(hash);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    if (grant) this.#kept.set(hash, { grant, until: Date.now() + KEPT_MS });
    return grant;
  }
}
