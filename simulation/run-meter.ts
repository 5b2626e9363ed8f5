import { LIST_PAGE } from '../activities/lists/list-send.ts';
import type { MessageCall } from '../workflows/contracts/step-activities.ts';
import type { Cost } from './timeline/timeline.ts';

/** The scheduling, the start and the end of a workflow task. */
const TASK = 3;
/** The same of an activity. */
const ACTIVITY = 3;

/**
 * Counts what a run would leave in Temporal's history, and what of it is billed: a start, a timer, a signal and an activity are
 * an action each, and so are all local activities of one workflow task together; a child is one for whoever starts it, besides.
 */
export class RunMeter {
  /** The start, and the first task. */
  #events = 1 + TASK;
  #actions = 1;
  /** The task under way has had a local activity. */
  #hasLocal = false;
  #isOver = false;
  /** Of messages that wait: since when, in milliseconds since the epoch. */
  readonly #waiting = new Map<string, number>();

  get cost(): Cost {
    return { events: this.#events, actions: this.#actions };
  }

  /** A step whose effect is only in our database. */
  local(): void {
    this.#events += 1;
    if (!this.#hasLocal) this.#actions += 1;
    this.#hasLocal = true;
  }

  /** A step that reaches out. */
  activity(): void {
    this.#events += ACTIVITY;
    this.#actions += 1;
    this.#nextTask();
  }

  beginWait(): void {
    this.#events += 1;
    this.#actions += 1;
  }

  /** The time is up. */
  endWait(): void {
    this.#events += 1;
    this.#nextTask();
  }

  /** Somebody says so: a signal, and the end of the timer by its own. */
  breakWait(): void {
    this.#signal();
    this.#events += 1;
  }

  /** A workflow for a message that waits from then on; the run goes on once that has begun. */
  message({ messageId, at }: MessageCall): void {
    this.#waiting.set(messageId, at);
    this.#child();
  }

  /** What such a workflow does: a timer where there was something to wait for, and a try. */
  tryMessage({ messageId, at }: MessageCall): void {
    this.#actions += at > (this.#waiting.get(messageId) ?? at) ? 2 : 1;
    this.#waiting.set(messageId, at);
  }

  /** The run learns of the end of a workflow that it began, if it is still there. */
  endChild(): void {
    if (this.#isOver) return;
    this.#events += 1;
    this.#nextTask();
  }

  /** A workflow for a list, for which the run waits. */
  list(recipients: number): void {
    this.#child();
    this.#actions += Math.max(1, Math.ceil(recipients / LIST_PAGE));
    this.endChild();
  }

  end(): void {
    this.#events += 1;
    this.#isOver = true;
  }

  #child(): void {
    this.#events += 2;
    this.#actions += 2;
    this.#nextTask();
  }

  #signal(): void {
    this.#events += 1;
    this.#actions += 1;
    this.#nextTask();
  }

  #nextTask(): void {
    this.#events += TASK;
    this.#hasLocal = false;
  }
}
