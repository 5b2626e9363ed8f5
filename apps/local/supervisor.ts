import type { Child, Launch } from '../../platform/child-process.ts';
import { startChild } from '../../platform/child-process.ts';
import type { Processes, ProcessName } from './processes.ts';
import { endings } from './processes.ts';

/** What ends together; what others need ends last. */
const stopOrder: ProcessName[][] = [['api', 'worker'], ['temporal'], ['postgres']];

/** Starts the children, notes them, shows what they say, and ends them in order. R-01 */
export class Supervisor {
  readonly #children: { name: ProcessName; child: Child }[] = [];
  readonly #processes: Processes;
  readonly #print: (line: string) => void;
  readonly #onDeath: (reason: string) => void;
  #isStopping = false;

  /** @param onDeath told in words when a child ends that nobody stopped */
  constructor(processes: Processes, print: (line: string) => void, onDeath: (reason: string) => void) {
    this.#processes = processes;
    this.#print = print;
    this.#onDeath = onDeath;
  }

  /** The start of one named child. It throws once stopping began, so that nothing is started behind the stop. */
  launch(name: ProcessName): Launch {
    return async (options) => {
      if (this.#isStopping) throw new Error('stopping');
      const child = await startChild({
        ...options,
        onStarted: (pid) => this.#processes.add(name, pid),
        onLine: (line) => line && this.#print(`${name.padEnd(8)} │ ${line}`),
      });
      if (this.#isStopping) await child.stop('SIGKILL', 0);
      this.#children.push({ name, child });
      void child.exited.then((how) => {
        if (!this.#isStopping && !options.isExpendable?.()) this.#onDeath(`${name} ended unexpectedly: ${how}`);
      });
      return child;
    };
  }

  /** Ends every child, what depends on others first. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const names of stopOrder) {
      const ending = this.#children.filter(({ name }) => names.includes(name));
      await Promise.all(ending.map(({ name, child }) => child.stop(endings[name].signal, endings[name].withinMs)));
    }
  }

  /** Ends every child at once, whatever it is doing. */
  async kill(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#children.map(({ child }) => child.stop('SIGKILL', 0)));
  }
}
