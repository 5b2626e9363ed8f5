import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RunStart } from '../../activities/ports/run-start.ts';
import { Workflows } from '../../activities/ports/workflows.ts';
import { cancelSignal, releaseSignal } from '../../workflows/contracts/signals.ts';
import type { TemporalRunStarter } from './temporal-run-starter.ts';

const AT_ONCE = 50;
/** What is left out is the reconciler's. */
const MOST_WAITING = 10_000;

/** The workflows of runs on Temporal. */
export class TemporalWorkflows extends Workflows {
  readonly #waiting: string[] = [];
  #inFlight = 0;

  constructor(
    readonly client: Client,
    readonly starter: TemporalRunStarter,
    /** Told of a signal that Temporal did not take. */
    readonly onFailure: (error: Error, runId: string) => void,
  ) {
    super();
  }

  override start(run: RunStart): void {
    this.starter.start(run);
  }

  override cancel(runIds: readonly string[]): void {
    this.#waiting.push(...runIds.slice(0, MOST_WAITING - this.#waiting.length));
    for (let free = AT_ONCE - this.#inFlight; free > 0 && this.#waiting.length > 0; free--) void this.#work();
  }

  override release(step: Parameters<Workflows['release']>[0]): void {
    this.releaseAndWait(step).catch((error: Error) => this.onFailure(error, step.runId));
  }

  /** False when the run has no open workflow; rejects when Temporal does not answer. */
  cancelAndWait(runId: string): Promise<boolean> {
    return isTold(this.client.workflow.getHandle(runId).signal(cancelSignal));
  }

  /** As {@link cancelAndWait}; a run that was told before takes no harm. */
  releaseAndWait({ runId, order }: Parameters<Workflows['release']>[0]): Promise<boolean> {
    return isTold(this.client.workflow.getHandle(runId).signal(releaseSignal, order));
  }

  /** Temporal's name for how the workflow of a run stands, such as RUNNING; NOT_FOUND when there is none. */
  async statusOf(runId: string): Promise<string> {
    try {
      const { status } = await this.client.workflow.getHandle(runId).describe();
      return status.name;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'NOT_FOUND';
      throw error;
    }
  }

  async #work(): Promise<void> {
    this.#inFlight += 1;
    for (let runId = this.#waiting.pop(); runId; runId = this.#waiting.pop())
      await this.cancelAndWait(runId).catch((error: Error) => this.onFailure(error, runId as string));
    this.#inFlight -= 1;
  }
}

async function isTold(signal: Promise<void>): Promise<boolean> {
  try {
    await signal;
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
