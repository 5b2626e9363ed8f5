import { setTimeout as pause } from 'node:timers/promises';

import type { Child } from '../../platform/child-process.ts';

/** As a container's restart policy does. */
const RESTART_MS = 500;
/** For what it has accepted: the worker alone takes 25 s for the calls of providers that are under way. */
const STOP_MS = 40_000;

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

  get isUp(): boolean {
    return this.#child !== undefined;
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

  /** A rolling restart: another process, which is of use by now, takes its place, and it is told to stop. */
  async replaceBy(next: Child): Promise<void> {
    const before = this.#child;
    this.#child = next;
    await before?.stop('SIGTERM', STOP_MS);
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#child?.stop('SIGKILL', 0);
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    for (let child = this.#child; child; child = await this.#after(child)) {
      const how = await child.exited;
      const isAsked = this.#isKilled || this.#isStopped || (this.#isReplaced(child) && how === 'exit code 0');
      if (!isAsked) this.#ends.push(`${this.name}: ${how}`);
    }
  }

  #isReplaced(child: Child): boolean {
    return this.#child !== undefined && this.#child !== child;
  }

  async #after(child: Child): Promise<Child | undefined> {
    return this.#isReplaced(child) ? this.#child : this.#again();
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
