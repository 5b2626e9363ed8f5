import { InvalidInput } from '../../language/problem.ts';
import type { Settings } from './settings.ts';
import { loadSettings } from './settings.ts';

/** The settings of a process that runs alone: where its database and its Temporal are must be said. */
export type ServerSettings = Settings & { databaseUrl: string; temporalAddress: string };

/** Throws InvalidInput as `loadSettings` does, and when an address is absent. */
export function loadServerSettings(env: Readonly<Record<string, string | undefined>>): ServerSettings {
  const settings = loadSettings(env);
  const { databaseUrl, temporalAddress } = settings;
  if (databaseUrl && temporalAddress) return { ...settings, databaseUrl, temporalAddress };
  const missing = [databaseUrl ? [] : ['DATABASE_URL'], temporalAddress ? [] : ['TEMPORAL_ADDRESS']].flat();
  throw new InvalidInput(missing.map((path) => ({ path, message: 'must be set; `npm start` needs neither' })));
}
