import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Runs `npm run env` in a folder and gives what it wrote there. */
export function writeEnvFile(folder: string): Record<string, string> {
  execFileSync(process.execPath, [resolve('scripts/env.mjs')], { cwd: folder, stdio: 'pipe' });
  const lines = readFileSync(join(folder, '.env'), 'utf8').trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
