import { Counter, type Registry } from 'prom-client';

const ENDS = new Set(['PROCESSED', 'ERROR', 'THROTTLED', 'CANCELED']);

/** Counts what this process does to runs. The rows know better: a process that dies counts its last act no more. R-22 */
export class RunMeter {
  readonly #accepted: Counter<'kind'>;
  readonly #ended: Counter<'status'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#accepted = new Counter({
      name: 'angarium_runs_accepted_total',
      help: 'Runs whose row was written, by kind',
      labelNames: ['kind'],
      registers,
    });
    this.#ended = new Counter({
      name: 'angarium_runs_ended_total',
      help: 'Runs that ended, by status',
      labelNames: ['status'],
      registers,
    });
  }

  accepted(kind: string): void {
    this.#accepted.inc({ kind });
  }

  /** Nothing is counted for a status that a run goes on from. */
  ended(status: string | undefined, runs = 1): void {
    if (status && ENDS.has(status)) this.#ended.inc({ status }, runs);
  }
}
