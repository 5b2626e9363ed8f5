import type {
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
  #isCanceled = false;

  constructor(
    readonly runId: string,
    readonly activities: StepActivities & DeliverActivities & FetchActivities & ListActivities,
    private time: number,
  ) {}

  now(): number {
    return this.time;
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
    if (until <= this.time) return;
    this.#goOn();
    this.time = until;
  }

  /** Nothing more is begun. */
  cancel(): void {
    this.#isCanceled = true;
  }

  fail(order: number, reason: string): Promise<void> {
    return this.activities.fail(this.#call(order), reason);
  }

  finish(): Promise<void> {
    return this.activities.finish({ runId: this.runId, at: this.time });
  }

  reasonOf(error: unknown): string {
    if (!(error instanceof Error) || error instanceof RunCanceled) throw error;
    return error.message;
  }

  show(order: number, outcome: Outcome): void {
    this.shown.push({ order, outcome, at: this.time });
  }

  #goOn(): void {
    if (this.#isCanceled) throw new RunCanceled();
  }

  #call(order: number): StepCall {
    return { runId: this.runId, order, at: this.time };
  }
}
