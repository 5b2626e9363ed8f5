import { join } from 'node:path';

import type { Settings } from '../../platform/config/settings.ts';
import { freePort } from '../../platform/free-port.ts';
import { packageRoot } from '../../platform/package-root.ts';
import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { startTemporal } from '../../platform/temporal/dev-server.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import type { DataFolder } from './data-folder.ts';
import { prepareDatabase, startDatabase } from './database.ts';
import type { Reachable } from './ready.ts';
import { untilReady } from './ready.ts';
import type { Secrets } from './secrets.ts';
import { openSecrets } from './secrets.ts';
import type { Supervisor } from './supervisor.ts';

/** What a start works with. */
export interface Start {
  settings: Settings;
  /** Handed on to the children. */
  env: Readonly<Record<string, string | undefined>>;
  folder: DataFolder;
  supervisor: Supervisor;
  /** Takes lines of progress. */
  say: (line: string) => void;
  /** Ends a start that was interrupted. */
  signal: AbortSignal;
  /** The programs of the API and the worker. */
  programs: { api: string; worker: string };
}

/** Starts all of it in order and returns when every piece answers. Throws what went wrong, in words. R-01 */
export async function start(given: Start): Promise<Reachable> {
  const { settings, folder, say, signal } = given;
  await mustBeFree(settings);
  const secrets = await openSecrets(folder.path);
  const apiKey = settings.apiKey ?? secrets.apiKey;
  const databaseUrl = await database(given, secrets, apiKey);
  signal.throwIfAborted();
  const temporal = await temporalOf(given);
  // One that is ours to choose is chosen last: the shorter the time in which somebody else may take it.
  const port = settings.port || (await freePort(0, settings.host));
  const address = { ANGARIUM_PORT: `${port}`, DATABASE_URL: databaseUrl, ...temporal.variables };
  say('starting the API and the worker');
  await startPrograms(given, {
    ...address,
    ANGARIUM_ENCRYPTION_KEYS: given.env.ANGARIUM_ENCRYPTION_KEYS || secrets.encryptionKeys,
  });
  const apiUrl = `http://${reachableHost(settings.host)}:${port}`;
  await untilReady(apiUrl, signal);
  return { apiUrl, apiKey, temporalUi: temporal.ui };
}

async function mustBeFree({ port, host }: Settings): Promise<void> {
  const free = await freePort(port, host);
  if (port !== 0 && free !== port) {
    throw new Error(
      `ANGARIUM_PORT: port ${port} of ${host} is in use; stop what uses it, or set another (0: a free one)`,
    );
  }
}

async function database(
  { settings, folder, supervisor, say }: Start,
  secrets: Secrets,
  apiKey: string,
): Promise<string> {
  if (!settings.databaseUrl) say('starting PostgreSQL');
  const url =
    settings.databaseUrl ?? (await startDatabase(folder, secrets.databasePassword, supervisor.launch('postgres')));
  const applied = await prepareDatabase(url, join(packageRoot(), 'prisma/migrations'), { apiKey, outbox: true });
  for (const name of applied) say(`applied migration ${name}`);
  return url;
}

interface TemporalPlace {
  ui: string;
  /** What tells the children where it is. */
  variables: Record<string, string>;
}

async function temporalOf({ settings, env, folder, supervisor, say, signal }: Start): Promise<TemporalPlace> {
  if (settings.temporalAddress) return { ui: `that of ${settings.temporalAddress}`, variables: {} };
  const cli = await findTemporalCli({ path: settings.temporalCli, env, say, signal });
  say(`starting Temporal (${cli})`);
  const { address, uiUrl } = await startTemporal({
    cli,
    databaseFile: folder.temporalFile,
    port: settings.temporalPort,
    uiPort: settings.temporalUiPort,
    namespace: settings.temporalNamespace,
    searchAttributes: Object.values(searchAttributes).map(({ name }) => name),
    launch: supervisor.launch('temporal'),
  });
  // Meant for another server, these would make the children speak TLS to ours.
  const plain = { TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: '' };
  return { ui: uiUrl ?? 'none', variables: { TEMPORAL_ADDRESS: address, ...plain } };
}

async function startPrograms({ env, settings, supervisor, programs }: Start, variables: object): Promise<void> {
  const all = { ...env, ANGARIUM_LOG_FORMAT: settings.logFormat, ...variables };
  for (const name of ['worker', 'api'] as const) {
    await supervisor.launch(name)({ command: process.execPath, args: [programs[name]], env: all });
  }
}

/** A host that stands for every address is reached by the loopback's. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
