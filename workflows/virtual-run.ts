import type {
  BrokenStep,
  DeliverActivities,
  FetchActivities,
  ListActivities,
  Outcome,
  StepActivities,
  StepCall,
} from './contracts/step-activities.ts';
import { RunCanceled } from './run-canceled.ts';
import type { RunContext } from './run-context.ts';

/** A run on a virtual clock: the same steps and the same activities, with months passing in no time. */
export class VirtualRun implements RunContext {
  readonly shown: { order: number; outcome: Outcome; at: number }[] = [];
  #time: number;
  #isCanceled = false;
  /** Messages that wait, each with its next instant. */
  readonly #waiting = new Map<string, number>();

  constructor(
    readonly runId: string,
    readonly activities: StepActivities & DeliverActivities & FetchActivities & ListActivities,
    time: number,
  ) {
    this.#time = time;
  }

  now(): number {
    return this.#time;
  }

  async perform(order: number): Promise<Outcome> {
    this.#goOn();
    return this.activities.perform(this.#call(order));
  }

  async deliver(order: number): Promise<Outcome> {
    this.#goOn();
    return this.activities.deliver(this.#call(order));
  }

  async fetch(order: number): Promise<Outcome> {
    this.#goOn();
    return this.activities.fetch(this.#call(order));
  }

  /** What waits is left waiting: it goes on beside the run. */
  async spread(order: number, messageId: string): Promise<Outcome> {
    this.#goOn();
    for (;;) {
      const end = await this.activities.sendPage(this.#call(order));
      if (end.kind === 'closed') return end;
      if (end.kind !== 'more') return { kind: 'processed', messageId };
    }
  }

  async sleepUntil(_order: number, until: number): Promise<void> {
    await this.#goOnUntil(until);
    if (until <= this.#time) return;
    this.#goOn();
    this.#time = until;
  }

  /** Nobody else comes while this run has the clock. */
  waitFor(order: number, until: number): Promise<void> {
    return this.sleepUntil(order, until);
  }

  /** Nothing more is begun. */
  cancel(): void {
    this.#isCanceled = true;
  }

  async handOver(messageId: string, at: number): Promise<void> {
    this.#goOn();
    this.#waiting.set(messageId, at);
  }

  fail(order: number, broken: BrokenStep): Promise<void> {
    return this.activities.fail(this.#call(order), broken);
  }

  finish(): Promise<void> {
    return this.activities.finish({ runId: this.runId, at: this.#time });
  }

  reasonOf(error: unknown): string {
    if (!(error instanceof Error) || error instanceof RunCanceled) throw error;
    return error.message;
  }

  show(order: number, outcome: Outcome): void {
    this.shown.push({ order, outcome, at: this.#time });
  }

  /** Goes on with the messages that wait, after the run's own end, until each has its own. */
  settleMessages(): Promise<void> {
    return this.#goOnUntil(Number.POSITIVE_INFINITY);
  }

  #goOn(): void {
    if (this.#isCanceled) throw new RunCanceled();
  }

  /** What message workflows do meanwhile, in the order of time. */
  async #goOnUntil(until: number): Promise<void> {
    for (let next = this.#nextMessage(); next && next[1] <= until; next = this.#nextMessage()) {
      const [messageId, at] = next;
      this.#time = Math.max(this.#time, at);
      const outcome = await this.activities.deliverMessage({ messageId, at: this.#time });
      if (outcome.kind === 'waits') this.#waiting.set(messageId, outcome.until);
      else this.#waiting.delete(messageId);
    }
  }

  #nextMessage(): [messageId: string, at: number] | undefined {
    return [...this.#waiting].sort(([, one], [, other]) => one - other)[0];
  }

  #call(order: number): StepCall {
    return { runId: this.runId, order, at: this.#time };
  }
}
