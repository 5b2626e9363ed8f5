import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessIdentity } from './process-identity.ts';
import { identify, isRunning } from './process-identity.ts';

/** What `npm start` runs, in the order of starting. */
export type ProcessName = 'postgres' | 'temporal' | 'worker' | 'api';

interface Recorded extends ProcessIdentity {
  name: ProcessName;
}

/** How each is asked to end, and how long we wait before it is killed. PostgreSQL would wait for its clients on SIGTERM. */
export const endings: Record<ProcessName, { signal: NodeJS.Signals; withinMs: number }> = {
  api: { signal: 'SIGTERM', withinMs: 10_000 },
  worker: { signal: 'SIGTERM', withinMs: 27_000 },
  temporal: { signal: 'SIGTERM', withinMs: 2_000 },
  postgres: { signal: 'SIGINT', withinMs: 5_000 },
};

const POLL_MS = 50;
const ORPHAN_MS = 5_000;

/** The children of a start, written down in the data folder, so that the next start finds what a killed one left. R-01 */
export class Processes {
  readonly #path: string;
  #recorded: Recorded[] = [];

  constructor(folder: string) {
    this.#path = join(folder, 'processes.json');
  }

  /** Notes a child in the tick of its start. */
  add(name: ProcessName, pid: number): void {
    const identity = identify(pid);
    if (!identity) return;
    this.#recorded.push({ name, ...identity });
    const draft = `${this.#path}.new`;
    writeFileSync(draft, JSON.stringify(this.#recorded));
    renameSync(draft, this.#path);
  }

  /** Ends what an earlier start left running, the last started first, and returns its names. Only the folder's holder may. */
  async stopOrphans(): Promise<ProcessName[]> {
    const orphans = this.#read().filter(isRunning).reverse();
    for (const orphan of orphans) await end(orphan);
    return orphans.map(({ name }) => name);
  }

  #read(): Recorded[] {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8'));
    } catch {
      return [];
    }
  }
}

async function end(orphan: Recorded): Promise<void> {
  const deadline = Date.now() + ORPHAN_MS;
  send(orphan, endings[orphan.name].signal);
  while (isRunning(orphan)) {
    if (Date.now() > deadline) send(orphan, 'SIGKILL');
    await sleep(POLL_MS);
  }
}

function send({ pid }: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}
