import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { JsonObject } from '../language/json/json.ts';
import type { EncryptionKey } from './config/encryption-keys.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what may not be read from the database: AES-256-GCM, as `<key id>.<base64url of nonce, tag and text>`.
 * The first key seals, every key opens, so that keys can be rotated.
 */
export class Secrets {
  readonly #keys: readonly EncryptionKey[];

  constructor(keys: readonly EncryptionKey[]) {
    this.#keys = keys;
  }

  /** False without keys: nothing can be sealed. */
  get canSeal(): boolean {
    return this.#keys.length > 0;
  }

  /** @throws Error when there is no key. */
  seal(value: JsonObject): string {
    const [first] = this.#keys;
    if (!first) throw new Error('nothing can be sealed: ANGARIUM_ENCRYPTION_KEYS is not set');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, first.key, nonce).setAAD(Buffer.from(first.id));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return `${first.id}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
  }

  /** @throws Error when the key is gone or the sealed text was changed. */
  open(sealed: string): JsonObject {
    const dot = sealed.lastIndexOf('.');
    const id = sealed.slice(0, dot);
    const key = this.#keys.find((candidate) => candidate.id === id);
    if (!key) throw new Error(`the key "${id}" of a sealed secret is not in ANGARIUM_ENCRYPTION_KEYS`);
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv(ALGORITHM, key.key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(id))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  }
}
