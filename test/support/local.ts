import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { newFolder } from './programs.ts';

/** A data folder that the user of an embedded PostgreSQL can reach, as a clone would be. */
export function newDataFolder(): string {
  const folder = newFolder();
  chmodSync(folder, 0o711);
  return folder;
}

/** A started `npm start` (its built program, without npm), on free ports. */
export class LocalStart {
  readonly lines: string[] = [];
  readonly exited: Promise<number | null>;
  readonly #child;
  readonly #output;

  constructor(dataFolder: string, env: Record<string, string> = {}) {
    const free = { ANGARIUM_PORT: '0', ANGARIUM_TEMPORAL_PORT: '0', ANGARIUM_TEMPORAL_UI_PORT: '0' };
    this.#child = spawn(process.execPath, ['dist/apps/local/main.js'], {
      env: { ...process.env, ...free, ANGARIUM_DATA_DIR: dataFolder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = once(this.#child, 'close').then(([code]) => code);
    this.#output = createInterface({ input: this.#child.stdout });
    for (const output of [this.#output, createInterface({ input: this.#child.stderr })]) {
      output.on('line', (line) => this.lines.push(line));
    }
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** The first line that begins so. Throws, with all that was said, when the process ends without it. */
  async line(beginning: string): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => line.startsWith(beginning));
      if (found) return found;
      const ended = await Promise.race([once(this.#output, 'line'), this.exited.then(() => 'ended' as const)]);
      if (ended === 'ended') throw new Error(`it ended without "${beginning}":\n${this.text}`);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
