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

/** What happens beside a run at an instant of its clock, in milliseconds since the epoch. */
interface Happening {
  at: number;
  happen(): void | Promise<void>;
}

/** A run on a virtual clock: the same steps and the same activities, with months passing in no time. */
export class VirtualRun implements RunContext {
  readonly shown: { order: number; outcome: Outcome; at: number }[] = [];
  #time: number;
  #isCanceled = false;
  /** What is still to happen: messages that wait, and what was scheduled. */
  readonly #agenda: Happening[] = [];
  readonly #released = new Set<number>();

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
    await this.#goOn();
    return this.activities.perform(this.#call(order));
  }

  async deliver(order: number): Promise<Outcome> {
    await this.#goOn();
    return this.activities.deliver(this.#call(order));
  }

  async fetch(order: number): Promise<Outcome> {
    await this.#goOn();
    return this.activities.fetch(this.#call(order));
  }

  /** What waits is left waiting: it goes on beside the run. */
  async spread(order: number, messageId: string): Promise<Outcome> {
    await this.#goOn();
    for (;;) {
      const end = await this.activities.sendPage(this.#call(order));
      if (end.kind === 'closed') return end;
      if (end.kind !== 'more') return { kind: 'processed', messageId };
    }
  }

  sleepUntil(order: number, until: number): Promise<void> {
    return this.waitFor(order, until);
  }

  /** Of what others bring, the run knows by what was scheduled. */
  async waitFor(order: number, until: number): Promise<void> {
    if (this.#released.delete(order)) return;
    await this.#passUntil(until, () => this.#isCanceled || this.#released.has(order));
    if (this.#released.delete(order) || until <= this.#time) return;
    await this.#goOn();
    this.#time = until;
  }

  /** The step that gathers has what it takes. */
  endGathering(order: number): void {
    this.#released.add(order);
  }

  /** Nothing more is begun. */
  cancel(): void {
    this.#isCanceled = true;
  }

  /** Has something happen beside the run at an instant in milliseconds since the epoch; at once where that is past. */
  schedule(at: number, happen: Happening['happen']): void {
    const place = this.#agenda.findIndex((other) => other.at > at);
    this.#agenda.splice(place === -1 ? this.#agenda.length : place, 0, { at, happen });
  }

  async handOver(messageId: string, at: number): Promise<void> {
    await this.#goOn();
    this.schedule(at, () => this.#goOnWith(messageId));
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
    return this.#passUntil(Number.POSITIVE_INFINITY, () => false);
  }

  /** Whatever is due comes first. */
  async #goOn(): Promise<void> {
    await this.#passUntil(this.#time, () => this.#isCanceled);
    if (this.#isCanceled) throw new RunCanceled();
  }

  /** What happens meanwhile, in the order of time, until there is no need to wait for more. */
  async #passUntil(until: number, isOver: () => boolean): Promise<void> {
    for (let next = this.#agenda[0]; next && next.at <= until && !isOver(); next = this.#agenda[0]) {
      this.#agenda.shift();
      this.#time = Math.max(this.#time, next.at);
      await next.happen();
    }
  }

  /** What the message's own workflow does. */
  async #goOnWith(messageId: string): Promise<void> {
    const outcome = await this.activities.deliverMessage({ messageId, at: this.#time });
    if (outcome.kind === 'waits') this.schedule(outcome.until, () => this.#goOnWith(messageId));
  }

  #call(order: number): StepCall {
    return { runId: this.runId, order, at: this.#time };
  }
}
