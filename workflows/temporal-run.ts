import { continueAsNew, isCancellation, setCurrentDetails, sleep } from '@temporalio/workflow';

import type { Skeleton } from '../language/plan.ts';
import type { BrokenStep, Outcome, StepCall } from './contracts/step-activities.ts';
import { failureReason } from './failure-reason.ts';
import { Progress, readableInstant } from './progress.ts';
import type { Resumption } from './resumption.ts';
import { RunCanceled } from './run-canceled.ts';
import type { RunContext } from './run-context.ts';
import { RunWaits } from './run-waits.ts';
import { sendToList, sendToListAgain, startMessage } from './start-children.ts';
import { cancel, deliver, fail, fetch, finish, perform } from './step-proxies.ts';

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
  readonly #waits = new RunWaits();
  #gatherings = 0;

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
    const end = await this.#waits.run(() => sendToList(send)).catch((error) => this.#endWait(order, error));
    if (end.kind === 'closed') return this.#waits.isCanceled ? this.#endCanceled(order) : end;
    if (end.kind === 'later') await sendToListAgain({ ...send, input: { ...input, resumesInMs: end.inMs } });
    return { kind: 'processed', messageId };
  }

  async sleepUntil(order: number, until: number): Promise<void> {
    await this.#sleep(order, until).catch((error) => this.#endWait(order, error));
  }

  async waitFor(order: number, until: number): Promise<void> {
    // One release ends one wait: a run that would not go on after it waits for its time.
    if (this.#waits.takeRelease(order)) return;
    this.#waits.goOn();
    this.#gatherings += 1;
    if (this.#gatherings > MOST_WAITS) await this.#goOnAfresh(order);
    const gathering = this.#waits.gather(order, () => this.#sleep(order, until));
    await gathering.catch((error) => this.#endWait(order, error));
  }

  /** The step that gathers has what it takes. */
  endGathering(order: number): void {
    this.#waits.release(order);
  }

  /** Nothing more is begun. */
  cancel(): void {
    this.#waits.cancel();
  }

  /** Makes the run's row say what Temporal was asked. */
  recordCancel(): Promise<void> {
    return cancel({ runId: this.runId, at: this.now() });
  }

  async handOver(messageId: string, at: number): Promise<void> {
    this.#waits.goOn();
    await startMessage(messageId, at);
  }

  fail(order: number, broken: BrokenStep): Promise<void> {
    return fail(this.#call(order), broken);
  }

  finish(): Promise<void> {
    return finish({ runId: this.runId, at: this.now() });
  }

  reasonOf(error: unknown): string {
    return failureReason(error);
  }

  show(order: number, outcome: Outcome): void {
    this.progress.show(order, outcome);
    setCurrentDetails(this.progress.markdown);
  }

  async #sleep(order: number, until: number): Promise<void> {
    const wait = until - this.now();
    const summary = `${this.progress.title(order)} until ${readableInstant(until)}`;
    if (wait <= 0) return;
    await this.#waits.run(() => sleep(wait, { summary }));
  }

  #begin(order: number): void {
    this.#waits.goOn();
    this.progress.begin(order);
    setCurrentDetails(this.progress.markdown);
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
