import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

import type { Launch } from '../../platform/child-process.ts';
import { launch } from '../support/launch.ts';

/** What the processes say, in one file each. */
export class OutputLog {
  readonly #files: ReturnType<typeof createWriteStream>[] = [];

  constructor(readonly folder: string) {}

  /** Starts processes of that name. */
  launch(name: string): Launch {
    const file = createWriteStream(join(this.folder, `${name}.log`), { flags: 'a' });
    this.#files.push(file);
    return (options) =>
      launch({ ...options, onLine: (line) => void file.write(`${new Date().toISOString()} ${line}\n`) });
  }

  close(): void {
    for (const file of this.#files) file.end();
  }
}
