import {
  ActivityFailure,
  CancellationScope,
  ChildWorkflowFailure,
  ContinueAsNew,
  continueAsNew,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  sleep,
  TemporalFailure,
} from '@temporalio/workflow';

import type { Skeleton } from '../language/plan.ts';
import type {
  BrokenStep,
  DeliverActivities,
  FetchActivities,
  Outcome,
  StepActivities,
  StepCall,
} from './contracts/step-activities.ts';
import { taskQueues } from './contracts/task-queues.ts';
import { deliverOptions } from './deliver-options.ts';
import { Progress, readableInstant } from './progress.ts';
import type { Resumption } from './resumption.ts';
import { RunCanceled } from './run-canceled.ts';
import type { RunContext } from './run-context.ts';
import { sendToList, sendToListAgain, startMessage } from './start-children.ts';

/** Retries that wait longer than the threshold are timers: an outage of the database then costs a run few events. */
const { perform, fail, finish, cancel } = proxyLocalActivities<StepActivities>({
  startToCloseTimeout: '5s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '60s' },
});

const { deliver } = proxyActivities<DeliverActivities>(deliverOptions);

/** How often a server is asked again is the activity's to say (N-37); what is retried here is our own infrastructure. */
const { fetch } = proxyActivities<FetchActivities>({
  taskQueue: taskQueues.fetch,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' },
});

/**
 * So often a workflow waits for others, which is six events each time, until another one goes on in its place: an item of a batch
 * may put its end off, and a thousand may come.
 */
const MOST_WAITS = 50;

/** What a run goes on as that left its history behind. */
type Resumed = (skeleton: Skeleton, from: Resumption) => Promise<string[]>;

/** A run on Temporal: durable timers, local activities for our database, regular ones for providers. */
export class TemporalRun implements RunContext {
  readonly progress: Progress;
  #isCanceled = false;
  #wait: CancellationScope | undefined;
  /** The step that gathers and is waited for. */
  #gathers: number | undefined;
  #waits = 0;
  readonly #released = new Set<number>();

  constructor(
    readonly runId: string,
    readonly skeleton: Skeleton,
    from?: Resumption,
  ) {
    this.progress = new Progress(skeleton, from?.statuses);
  }

  now(): number {
    return Date.now();
  }

  async perform(order: number): Promise<Outcome> {
    this.#begin(order);
    return perform.executeWithOptions({ summary: this.progress.title(order) }, [this.#call(order)]);
  }

  async deliver(order: number): Promise<Outcome> {
    this.#begin(order);
    return deliver.executeWithOptions({ summary: this.progress.title(order) }, [this.#call(order)]);
  }

  async fetch(order: number): Promise<Outcome> {
    this.#begin(order);
    return fetch.executeWithOptions({ summary: this.progress.title(order) }, [this.#call(order)]);
  }

  async spread(order: number, messageId: string): Promise<Outcome> {
    const input = { runId: this.runId, order };
    const send = { messageId, input, staticSummary: this.progress.title(order) };
    this.#goOn();
    this.#wait = new CancellationScope();
    const end = await this.#wait.run(() => sendToList(send)).catch((error) => this.#endWait(order, error));
    if (end.kind === 'closed') return this.#isCanceled ? this.#endCanceled(order) : end;
    if (end.kind === 'later') await sendToListAgain({ ...send, input: { ...input, resumesInMs: end.inMs } });
    return { kind: 'processed', messageId };
  }

  async sleepUntil(order: number, until: number): Promise<void> {
    await this.#sleep(order, until).catch((error) => this.#endWait(order, error));
  }

  async waitFor(order: number, until: number): Promise<void> {
    // One release ends one wait: a run that would not go on after it waits for its time.
    if (this.#released.delete(order)) return;
    this.#goOn();
    this.#waits += 1;
    if (this.#waits > MOST_WAITS) await this.#goOnAfresh(order);
    this.#gathers = order;
    await this.#sleep(order, until).catch((error) => {
      if (this.#isCanceled || !this.#released.delete(order)) this.#endWait(order, error);
    });
    this.#gathers = undefined;
  }

  /** The step that gathers has what it takes; whether it waits already or not. */
  endGathering(order: number): void {
    this.#released.add(order);
    if (this.#gathers === order) this.#wait?.cancel();
  }

  /** Nothing more is begun. A wait ends at once; what else is under way goes on to its end. */
  cancel(): void {
    this.#isCanceled = true;
    this.#wait?.cancel();
  }

  /** Makes the run's row say what Temporal was asked. */
  recordCancel(): Promise<void> {
    return cancel({ runId: this.runId, at: this.now() });
  }

  async handOver(messageId: string, at: number): Promise<void> {
    this.#goOn();
    await startMessage(messageId, at);
  }

  fail(order: number, broken: BrokenStep): Promise<void> {
    return fail(this.#call(order), broken);
  }

  finish(): Promise<void> {
    return finish({ runId: this.runId, at: this.now() });
  }

  reasonOf(error: unknown): string {
    if (error instanceof RunCanceled || error instanceof ContinueAsNew || isCancellation(error)) throw error;
    // A local activity rejects with its own failure, a regular one and a child with failures around it.
    const failure = innermost(error);
    if (failure instanceof TemporalFailure) return failure.message;
    // A bug of ours: thrown on, it would be met again by every try of the workflow task, without end.
    return `internal error (${failure instanceof Error ? failure.name : typeof failure})`;
  }

  show(order: number, outcome: Outcome): void {
    this.progress.show(order, outcome);
    setCurrentDetails(this.progress.markdown);
  }

  async #sleep(order: number, until: number): Promise<void> {
    const wait = until - this.now();
    const summary = `${this.progress.title(order)} until ${readableInstant(until)}`;
    if (wait <= 0) return;
    this.#goOn();
    this.#wait = new CancellationScope();
    await this.#wait.run(() => sleep(wait, { summary }));
  }

  #begin(order: number): void {
    this.#goOn();
    this.progress.begin(order);
    setCurrentDetails(this.progress.markdown);
  }

  #goOn(): void {
    if (this.#isCanceled) throw new RunCanceled();
  }

  /** A signal that comes meanwhile is not lost: the step asks the database again, and a cancel is written there too. */
  #goOnAfresh(order: number): Promise<never> {
    return continueAsNew<Resumed>(this.skeleton, { order, statuses: this.progress.statuses });
  }

  #endWait(order: number, error: unknown): never {
    if (!isCancellation(error)) throw error;
    return this.#endCanceled(order);
  }

  #endCanceled(order: number): never {
    this.progress.cancel(order);
    setCurrentDetails(this.progress.markdown);
    throw new RunCanceled();
  }

  #call(order: number): StepCall {
    return { runId: this.runId, order, at: this.now() };
  }
}

function innermost(error: unknown): unknown {
  const isAround = error instanceof ActivityFailure || error instanceof ChildWorkflowFailure;
  return isAround && error.cause ? innermost(error.cause) : error;
}
