import { z } from 'zod';

/** A key that seals secrets: its id stands beside what it sealed. `key` is 32 bytes. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/** The id of the key that `npm start` makes: it seals provider secrets only, so that its Temporal Web UI stays readable. */
export const GENERATED_KEY_ID = 'generated';

const entry = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]{43}=?)$/;

/** Reads `id:base64key[,…]`; the first key encrypts, every key decrypts. The message never shows a key. */
export const EncryptionKeys = z.string().transform((text, context): EncryptionKey[] => {
  const keys = text.split(',').map((part) => readKey(part.trim()));
  const broken = keys.indexOf(undefined);
  if (broken >= 0) {
    context.addIssue(`entry ${broken + 1} must be id:key, the key 32 bytes in base64`);
    return z.NEVER;
  }
  const found = keys.filter((key) => key !== undefined);
  if (new Set(found.map(({ id }) => id)).size < found.length) context.addIssue('names a key id twice');
  return found;
});

function readKey(text: string): EncryptionKey | undefined {
  const [, id, key] = entry.exec(text) ?? [];
  if (!id || !key) return undefined;
  return { id, key: Buffer.from(key, 'base64') };
}
