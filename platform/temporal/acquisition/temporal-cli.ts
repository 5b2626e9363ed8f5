import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { fromCache, intoCache } from './cache.ts';
import type { Environment } from './executables.ts';
import { findOnPath, fromSetting } from './executables.ts';
import { runLongCommand } from './long-command.ts';
import { downloadWithSdk } from './sdk-download.ts';
import { firstWay } from './ways.ts';

/** What looking for a program needs to know. */
export interface Search {
  /** The path a setting names, if any. */
  path: string | undefined;
  /** PATH, HOME, XDG_CACHE_HOME, and what Go, Maven and Java read. */
  env: Environment;
  /** Takes lines of progress for the user. */
  say: (line: string) => void;
  /** Ends a download or a build under way. */
  signal?: AbortSignal;
}

/** Later releases carry a `replace` line, which `go install` refuses. */
const RELEASE = 'v1.5.1';
const cached = { folder: 'temporal-cli-1.5.1', file: 'temporal' };
const advice =
  'Install Go (https://go.dev/dl, 1.25 or newer) or the temporal program itself (https://docs.temporal.io/cli), ' +
  'or set ANGARIUM_TEMPORAL_CLI to the path of one, or TEMPORAL_ADDRESS to a Temporal server that runs.';

/** The `temporal` program whose development server we start. Throws an error that names every way tried. R-10 */
export function findTemporalCli(search: Search): Promise<string> {
  const { path, env } = search;
  const ways = [
    { name: 'ANGARIUM_TEMPORAL_CLI', find: () => fromSetting('ANGARIUM_TEMPORAL_CLI', path) },
    { name: 'PATH', find: () => findOnPath('temporal', env).then(runs) },
    { name: 'cache', find: () => fromCache(cached, env) },
    { name: 'download', find: () => download(search) },
    { name: 'Go', find: () => build(search) },
  ];
  return firstWay('The Temporal server', ways, advice);
}

/** Another program may bear the name: this one tells a version. */
async function runs(path: string): Promise<string> {
  await promisify(execFile)(path, ['--version'], { timeout: 10_000 });
  return path;
}

function download({ env, say }: Search): Promise<string> {
  say(`downloading the Temporal server ${RELEASE}; once, then cached`);
  return intoCache(cached, env, (folder) => downloadWithSdk('dev-server', RELEASE, folder, cached.file));
}

async function build(search: Search): Promise<string> {
  const { env, say, signal } = search;
  const command = await findOnPath('go', env);
  const doing = 'building the Temporal server with Go';
  say(`${doing}: about 5 minutes; once, then cached`);
  const args = ['install', `github.com/temporalio/cli/cmd/temporal@${RELEASE}`];
  return intoCache(cached, env, (folder) =>
    runLongCommand({ command, args, env: { ...env, GOBIN: folder }, doing, say, signal }),
  );
}
