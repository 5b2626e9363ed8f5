import { existsSync, writeFileSync } from 'node:fs';

export type DeliveryPoint = 'before the claim' | 'after the claim' | 'after the provider accepted' | 'after settling';
export type KillPoint = DeliveryPoint | 'in a later pass' | 'after the answer' | 'after the verdict';

/**
 * Ends this process with SIGKILL once so many deliveries (or fetches, or encounters) stand at one point; those that come first are held there, so
 * that each run loses its worker exactly there. The marker file outlives the process: the next one passes.
 */
export class KillOnce {
  #arrived = 0;

  constructor(
    readonly point: KillPoint,
    readonly deliveries: number,
    readonly marker: string,
  ) {}

  /** Resolves at any other point, and in every process after the killed one. */
  async reached(point: KillPoint): Promise<void> {
    if (point !== this.point || existsSync(this.marker)) return;
    this.#arrived += 1;
    if (this.#arrived === this.deliveries) {
      writeFileSync(this.marker, '');
      process.kill(process.pid, 'SIGKILL');
    }
    await new Promise(() => {});
  }
}
