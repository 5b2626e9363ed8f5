import type {
  DeliverActivities,
  FetchActivities,
  Outcome,
  StepActivities,
  StepCall,
} from './contracts/step-activities.ts';
import type { RunContext } from './run-context.ts';

/** A run on a virtual clock: the same steps and the same activities, with months passing in no time. */
export class VirtualRun implements RunContext {
  readonly shown: { order: number; outcome: Outcome; at: number }[] = [];

  constructor(
    readonly runId: string,
    readonly activities: StepActivities & DeliverActivities & FetchActivities,
    private time: number,
  ) {}

  now(): number {
    return this.time;
  }

  perform(order: number): Promise<Outcome> {
    return this.activities.perform(this.#call(order));
  }

  deliver(order: number): Promise<Outcome> {
    return this.activities.deliver(this.#call(order));
  }

  fetch(order: number): Promise<Outcome> {
    return this.activities.fetch(this.#call(order));
  }

  async sleepUntil(_order: number, until: number): Promise<void> {
    this.time = Math.max(this.time, until);
  }

  fail(order: number, reason: string): Promise<void> {
    return this.activities.fail(this.#call(order), reason);
  }

  finish(): Promise<void> {
    return this.activities.finish({ runId: this.runId, at: this.time });
  }

  reasonOf(error: unknown): string {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }

  show(order: number, outcome: Outcome): void {
    this.shown.push({ order, outcome, at: this.time });
  }

  #call(order: number): StepCall {
    return { runId: this.runId, order, at: this.time };
  }
}
