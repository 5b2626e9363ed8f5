import { fileURLToPath } from 'node:url';

import { InvalidInput } from '../../language/problem.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import { openDataFolder } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { Processes } from './processes.ts';
import { welcome } from './ready.ts';
import { start } from './start.ts';
import { endOnSignals } from './stop.ts';
import { Supervisor } from './supervisor.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));

run().catch((error: Error) => {
  const lines =
    error instanceof InvalidInput ? error.problems.map(({ path, message }) => `${path}: ${message}`) : [error.message];
  process.stderr.write(`${['Angarium could not start.', ...lines].join('\n')}\n`);
  process.exit(1);
});

async function run(): Promise<void> {
  const settings = loadSettings(process.env);
  const folder = await openDataFolder(settings.dataFolder);
  lockFolder(folder.path);
  const processes = new Processes(folder.path);
  for (const name of await processes.stopOrphans()) say(`stopped ${name}, left over by a start that was killed`);

  const interrupted = new AbortController();
  const supervisor = new Supervisor(processes, say, (reason) => end(1, reason));
  const end = endOnSignals(supervisor, interrupted, say, (code) => process.exit(code));
  process.once('uncaughtException', (error) => end(1, `unexpected: ${error.stack}`));
  const programs = { api: program('../api/main.js'), worker: program('../worker/main.js') };
  await start({ settings, env: process.env, folder, supervisor, say, signal: interrupted.signal, programs }).then(
    (reachable) => say(welcome(reachable)),
    (error: Error) => end(1, `Angarium could not start.\n${error.message}`),
  );
}
