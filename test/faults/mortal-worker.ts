import type { Child } from '../../platform/child-process.ts';
import { launch } from '../support/launch.ts';

/** A worker process under a supervisor: after a kill another one is started. */
export class MortalWorker {
  readonly #lines: string[] = [];
  #kills = 0;
  #child: Child | undefined;
  #isClosed = false;

  /** @param order what the script is told, as JSON. */
  constructor(
    readonly order: object,
    readonly script = 'test/faults/worker.ts',
  ) {}

  /** How often the process was killed, not counting the end of the test. */
  get kills(): number {
    return this.#kills;
  }

  /** Resolves when closed; rejects, with all that was said, when a process ends by itself. */
  async run(): Promise<void> {
    for (;;) {
      const args = ['--import', '@oxc-node/core/register', this.script, JSON.stringify(this.order)];
      const onLine = (line: string) => this.#lines.push(line);
      const child = await launch({ command: process.execPath, args, onLine });
      this.#child = child;
      const ending = await child.exited;
      if (this.#isClosed) return;
      if (ending !== 'signal SIGKILL') throw new Error(`a worker ended with ${ending}:\n${this.#lines.join('\n')}`);
      this.#kills += 1;
    }
  }

  /** Ends the process that runs now, in the middle of whatever it does. */
  kill(): void {
    if (this.#child) process.kill(this.#child.pid, 'SIGKILL');
  }

  /** Nothing is left to save: its runs are over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#child?.stop('SIGKILL', 0);
  }
}
