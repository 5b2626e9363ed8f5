import { spawn } from 'node:child_process';

/** What commands write to both streams, carried out one after the other whatever their status. */
export async function shellOutput(commands: string, folder: string): Promise<string> {
  // npm would tell of its own settings and of its newer releases.
  const env = { ...process.env, npm_config_loglevel: 'error', npm_config_update_notifier: 'false' };
  const shell = spawn('bash', ['-c', `exec 2>&1\n${commands}`], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const text of shell.stdout.setEncoding('utf8')) output += text;
  return output;
}
