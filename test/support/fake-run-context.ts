import type { BrokenStep, Outcome } from '../../workflows/contracts/step-activities.ts';
import type { RunContext } from '../../workflows/run-context.ts';

/** A step's own breakdown; what is thrown otherwise is not the step's. */
export class StepBroke extends Error {}

/** A run that answers as it was told, step by step, and remembers what it was asked, in words such as `perform 0`. */
export class FakeRunContext implements RunContext {
  readonly asked: string[] = [];
  time = 0;

  /** @param answers What becomes of each step, by its order: an outcome, or the error that it throws. */
  constructor(readonly answers: readonly (Outcome | Error)[] = []) {}

  now(): number {
    return this.time;
  }

  async perform(order: number): Promise<Outcome> {
    this.asked.push(`perform ${order}`);
    return this.#answer(order);
  }

  async deliver(order: number): Promise<Outcome> {
    this.asked.push(`deliver ${order}`);
    return this.#answer(order);
  }

  async fetch(order: number): Promise<Outcome> {
    this.asked.push(`fetch ${order}`);
    return this.#answer(order);
  }

  async spread(order: number, messageId: string): Promise<Outcome> {
    this.asked.push(`spread ${order} ${messageId}`);
    return { kind: 'processed', messageId };
  }

  async sleepUntil(order: number, until: number): Promise<void> {
    this.asked.push(`sleep ${order} until ${until}`);
    this.time = Math.max(this.time, until);
  }

  async waitFor(order: number, until: number): Promise<void> {
    this.asked.push(`wait ${order} until ${until}`);
    this.time = Math.max(this.time, until);
  }

  async handOver(messageId: string, at: number): Promise<void> {
    this.asked.push(`hand over ${messageId} at ${at}`);
  }

  reasonOf(error: unknown): string {
    if (!(error instanceof StepBroke)) throw error;
    return error.message;
  }

  async fail(order: number, { outcome, isLastStep }: BrokenStep): Promise<void> {
    this.asked.push(`fail ${order}${isLastStep ? ' at last' : ''}: ${outcome.kind}, ${outcome.reason}`);
  }

  async finish(): Promise<void> {
    this.asked.push('finish');
  }

  show(order: number, { kind }: Outcome): void {
    this.asked.push(`show ${order} ${kind}`);
  }

  #answer(order: number): Outcome {
    const answer = this.answers[order] ?? { kind: 'processed' };
    if (answer instanceof Error) throw answer;
    return answer;
  }
}
