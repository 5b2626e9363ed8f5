import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { GENERATED_KEY_ID } from '../../platform/config/encryption-keys.ts';
import { newApiKey } from '../../platform/new-api-key.ts';

/** What `npm start` generates once. */
export interface Secrets {
  apiKey: string;
  databasePassword: string;
  /** As `ANGARIUM_ENCRYPTION_KEYS` spells them. */
  encryptionKeys: string;
}

/** Reads the data folder's `secrets.json`, which only its owner can read, or makes it. */
export async function openSecrets(folder: string): Promise<Secrets> {
  const path = join(folder, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text) return JSON.parse(text);
  const secrets = generate();
  const draft = `${path}.new`;
  await writeFile(draft, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
  return secrets;
}

function generate(): Secrets {
  return {
    apiKey: newApiKey('test'),
    databasePassword: randomBytes(24).toString('hex'),
    encryptionKeys: `${GENERATED_KEY_ID}:${randomBytes(32).toString('base64')}`,
  };
}
