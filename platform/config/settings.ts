import type { z } from 'zod';
import type { Problem } from '../../language/problem.ts';
import { InvalidInput } from '../../language/problem.ts';
import { GENERATED_KEY_ID } from './encryption-keys.ts';
import { settingNotes } from './setting-notes.ts';
import { SettingsSchema } from './settings-schema.ts';

/** Every setting, read and checked. */
export type Settings = z.output<typeof SettingsSchema> & {
  temporalTls: boolean;
  logFormat: 'pretty' | 'json';
  /** How recipients and tokens stand in Temporal's search attributes: hashed when a user gives keys of their own. */
  searchable: 'plain' | 'hashed';
};

/**
 * Reads the settings from an environment; an empty variable is an absent one.
 * Throws InvalidInput with every problem together, each under its variable's name, never showing a value.
 */
export function loadSettings(
  env: Readonly<Record<string, string | undefined>>,
  onTerminal = process.stdout.isTTY === true,
): Settings {
  const given = Object.fromEntries(settingNotes().map(([field, { variable }]) => [field, env[variable] || undefined]));
  const read = SettingsSchema.safeParse(given);
  const problems = [...(read.error?.issues ?? []).map(problemOf), ...halfPairs(env)];
  if (!read.success || problems.length > 0) throw new InvalidInput(problems);
  return {
    ...read.data,
    temporalTls: read.data.temporalTls ?? impliesTls(read.data),
    searchable: read.data.encryptionKeys.some(({ id }) => id !== GENERATED_KEY_ID) ? 'hashed' : 'plain',
    logFormat: read.data.logFormat ?? (onTerminal ? 'pretty' : 'json'),
  };
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const notes = settingNotes().find(([field]) => field === issue.path[0]);
  return { path: notes?.[1].variable ?? String(issue.path[0]), message: issue.message };
}

/** Mutual TLS needs both files. */
function halfPairs(env: Readonly<Record<string, string | undefined>>): Problem[] {
  const pair = ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH'];
  const missing = pair.filter((variable) => !env[variable]);
  return missing.length === 1
    ? missing.map((path) => ({ path, message: `must be set too, since ${other(pair, path)} is` }))
    : [];
}

function other(pair: string[], one: string): string {
  return pair.find((variable) => variable !== one) ?? '';
}

function impliesTls(settings: z.output<typeof SettingsSchema>): boolean {
  return Boolean(settings.temporalApiKey ?? settings.temporalTlsServerCaPath ?? settings.temporalTlsClientCertPath);
}
