import { CancellationScope } from '@temporalio/workflow';

import { RunCanceled } from './run-canceled.ts';

/** The one wait that a run is in, and what ends it before its time: a cancel, or the release of the step that gathers. */
export class RunWaits {
  #isCanceled = false;
  #wait: CancellationScope | undefined;
  /** The step that gathers and is waited for. */
  #gathers: number | undefined;
  readonly #released = new Set<number>();

  get isCanceled(): boolean {
    return this.#isCanceled;
  }

  /** Nothing more is begun. A wait ends at once; what else is under way goes on to its end. */
  cancel(): void {
    this.#isCanceled = true;
    this.#wait?.cancel();
  }

  /** The step that gathers has what it takes; whether it waits already or not. */
  release(order: number): void {
    this.#released.add(order);
    if (this.#gathers === order) this.#wait?.cancel();
  }

  /** Whether the step was released; one release ends one wait. */
  takeRelease(order: number): boolean {
    return this.#released.delete(order);
  }

  /** @throws RunCanceled */
  goOn(): void {
    if (this.#isCanceled) throw new RunCanceled();
  }

  /** Rejects with Temporal's cancellation when the wait is ended. @throws RunCanceled */
  run<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.goOn();
    this.#wait = new CancellationScope();
    return this.#wait.run(wait);
  }

  /** A wait that a release of the step ends, too: then it is over, and does not reject. */
  async gather(order: number, wait: () => Promise<void>): Promise<void> {
    this.#gathers = order;
    await wait().catch((error) => {
      if (this.#isCanceled || !this.takeRelease(order)) throw error;
    });
    this.#gathers = undefined;
  }
}
