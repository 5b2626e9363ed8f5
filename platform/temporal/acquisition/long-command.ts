import { spawn } from 'node:child_process';

import type { Environment } from './executables.ts';

const SAY_EVERY_MS = 15_000;
const LINES_KEPT = 5;

export interface LongCommand {
  command: string;
  args: string[];
  env: Environment;
  /** What is being done, as progress lines begin. */
  doing: string;
  say: (line: string) => void;
  /** Ends the command. */
  signal?: AbortSignal;
}

/** Runs a command that takes minutes, saying so every 15 s. Throws its last lines when it fails. */
export function runLongCommand({ command, args, env, doing, say, signal }: LongCommand): Promise<void> {
  const began = Date.now();
  const progress = setInterval(() => {
    say(`${doing}, ${Math.round((Date.now() - began) / 1000)} s so far; once, then cached`);
  }, SAY_EVERY_MS);
  const child = spawn(command, args, { env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (text: Buffer) => {
    output = (output + text).slice(-10_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(failure(command, code, output)))));
  }).finally(() => clearInterval(progress));
}

function failure(command: string, code: number | null, output: string): string {
  const last = output.trim().split('\n').slice(-LINES_KEPT).join(' | ');
  return `${command} ended with ${code === null ? 'a signal' : `exit code ${code}`}: ${last}`;
}
