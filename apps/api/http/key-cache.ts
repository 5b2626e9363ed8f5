import type { ApiKeys, KeyGrant } from '../../../platform/database/api-keys.ts';
import { keyHash } from '../../../platform/key-hash.ts';

/** How long a key that another process revoked may still be accepted. */
const KEPT_MS = 30_000;
const MOST_KEPT = 10_000;

/** API keys, remembered for 30 s. Unknown keys are not, so that a new key works at once. */
export class KeyCache {
  readonly #kept = new Map<string, { grant: KeyGrant; until: number }>();
  /** Requests that come together ask once. */
  readonly #asked = new Map<string, Promise<KeyGrant | undefined>>();
  #forgotten = 0;

  constructor(private readonly keys: Pick<ApiKeys, 'use'>) {}

  /** Undefined for an unknown, expired or revoked key. */
  async find(key: string): Promise<KeyGrant | undefined> {
    const hash = keyHash(key);
    const grant = this.#remembered(hash) ?? (await this.#ask(hash));
    const isExpired = grant?.expiresAt && grant.expiresAt.getTime() <= Date.now();
    return isExpired ? undefined : grant;
  }

  /** To this process a revoked key is unknown from now on, even where the database was just asked for it. */
  forget(id: string): void {
    this.#forgotten += 1;
    this.#asked.clear();
    for (const [hash, { grant }] of this.#kept) if (grant.id === id) this.#kept.delete(hash);
  }

  #remembered(hash: string): KeyGrant | undefined {
    const kept = this.#kept.get(hash);
    return kept && kept.until > Date.now() ? kept.grant : undefined;
  }

  #ask(hash: string): Promise<KeyGrant | undefined> {
    const underWay = this.#asked.get(hash);
    if (underWay) return underWay;
    const asked = this.#load(hash).finally(() => {
      if (this.#asked.get(hash) === asked) this.#asked.delete(hash);
    });
    this.#asked.set(hash, asked);
    return asked;
  }

  async #load(hash: string): Promise<KeyGrant | undefined> {
    const forgotten = this.#forgotten;
    const grant = await this.keys.use(hash);
    if (forgotten === this.#forgotten) this.#keep(hash, grant);
    return grant;
  }

  #keep(hash: string, grant: KeyGrant | undefined): void {
    this.#kept.delete(hash);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    if (grant) this.#kept.set(hash, { grant, until: Date.now() + KEPT_MS });
  }
}
