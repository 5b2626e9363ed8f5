import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import type { Secrets } from '../../../platform/secrets.ts';
import { MASK } from './provider-settings.ts';

const KEYS = 'ANGARIUM_ENCRYPTION_KEYS';

/**
 * A provider's secrets, ready to be stored; null when it has none. What is masked stays as it is `stored`, which is opened
 * for that alone: whoever sends every secret anew needs no key of before.
 * @throws InvalidInput where a secret cannot be kept
 */
export function sealedSecrets(secrets: Secrets, given: JsonObject, stored: string | null): string | null {
  const names = Object.keys(given);
  if (names.length === 0) return null;
  if (!secrets.canSeal) throw refusal(names, `a secret can only be kept when ${KEYS} is set`);
  const masked = names.filter((name) => given[name] === MASK);
  const kept = masked.length > 0 && stored !== null ? opened(secrets, stored, masked) : {};
  const gone = masked.filter((name) => kept[name] === undefined);
  if (gone.length > 0) throw refusal(gone, 'is only a mask, and no secret is stored behind it');
  return secrets.seal({ ...given, ...Object.fromEntries(masked.map((name) => [name, kept[name] ?? null])) });
}

function opened(secrets: Secrets, stored: string, masked: string[]): JsonObject {
  try {
    return secrets.open(stored);
  } catch {
    const message = `the stored secret cannot be read with the keys in ${KEYS}; send the secret itself`;
    throw refusal(masked, message);
  }
}

function refusal(names: string[], message: string): InvalidInput {
  return new InvalidInput(names.map((name) => ({ path: `settings.${name}`, message })));
}
