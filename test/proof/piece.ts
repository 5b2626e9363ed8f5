import { setTimeout as pause } from 'node:timers/promises';

import type { Child } from '../../platform/child-process.ts';

/** As a container's restart policy does. */
const RESTART_MS = 500;

/** One process of the product, which is started again however it ends. */
export class Piece {
  /** How it ended when nobody had killed it, or why it did not start. */
  readonly #ends: string[] = [];
  #kills = 0;
  #downMs = RESTART_MS;
  #child: Child | undefined;
  #isKilled = false;
  #isStopped = false;
  #keeping: Promise<void> | undefined;

  /** @param begin starts the process and waits until it is of use. */
  constructor(
    readonly name: string,
    readonly begin: () => Promise<Child>,
  ) {}

  get kills(): number {
    return this.#kills;
  }

  get ends(): readonly string[] {
    return this.#ends;
  }

  async start(): Promise<void> {
    this.#child = await this.begin();
    this.#keeping = this.#keep();
  }

  /** `kill -9`; it is started again so many milliseconds later. Nothing where it is not up. */
  kill(downMs: number): void {
    if (!this.#child) return;
    this.#kills += 1;
    this.#isKilled = true;
    this.#downMs = downMs;
    process.kill(this.#child.pid, 'SIGKILL');
    this.#child = undefined;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#child?.stop('SIGKILL', 0);
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    for (let child = this.#child; child; child = await this.#again()) {
      const how = await child.exited;
      if (!this.#isKilled && !this.#isStopped) this.#ends.push(`${this.name}: ${how}`);
    }
  }

  async #again(): Promise<Child | undefined> {
    this.#child = undefined;
    this.#isKilled = false;
    await pause(this.#downMs);
    this.#downMs = RESTART_MS;
    if (this.#isStopped) return undefined;
    const child = await this.begin().catch((error: Error) => {
      this.#ends.push(`${this.name} did not start: ${error.message}`);
    });
    if (!child) return this.#again();
    this.#child = child;
    if (this.#isStopped) await child.stop('SIGKILL', 0);
    return child;
  }
}
