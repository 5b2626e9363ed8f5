import type { InvokedRun, StepChanges } from '../activities/ports/step-changes.ts';
import { InvalidInput } from '../language/problem.ts';
import type { RunData } from '../language/run/scope.ts';
import { listSendKey } from '../platform/memory/list-send-rows.ts';
import type { MemoryRows, MessageRow } from '../platform/memory/memory-rows.ts';
import { Room } from './room.ts';
import { cutTexts } from './timeline/cut-texts.ts';
import type { Fetched } from './timeline/timeline.ts';

/** In characters: more than an answer holds, what the run itself may need again, and plans of runs that it invokes. */
const MOST_SHOWN = 6_000_000;
const MOST_NEEDED = 16_000_000;
const MOST_PLANNED = 2_000_000;
/** Of each text that no answer has room for. */
const LONGEST_TEXT = 1_000;
/** In the place of a context that is left out, of a run that nobody follows. */
const UNTOLD = {} as RunData;

/**
 * What steps leave behind in memory: hundreds of them may make megabytes each. What is only shown is whole as long as an answer
 * could hold it; what the run needs again cannot be left out, so that too much of it ends the simulation.
 */
export class Leftovers {
  readonly #shown = new Room(MOST_SHOWN);
  readonly #needed = new Room(MOST_NEEDED);
  readonly #planned = new Room(MOST_PLANNED);

  constructor(readonly rows: MemoryRows) {}

  /** Some of what is told of steps was left out. */
  get isShort(): boolean {
    return this.#shown.isOver;
  }

  /** @throws InvalidInput when the run needs more than is kept */
  check(): void {
    if (!this.#needed.isOver) return;
    const message = `the steps of the run keep more than ${MOST_NEEDED} characters: simulate fewer of them, or with less data`;
    throw new InvalidInput([{ path: '', message }]);
  }

  /** What a step changes, as it is recorded. */
  changes<Changes extends StepChanges>(changes: Changes): Changes {
    const { message, invoked, profileChange, subscription, listSend } = changes;
    this.#needed.put(profileChange?.profile, subscription, listSend?.fields, ...membersOf(listSend?.bindings));
    const { fields, bindings, context } = message?.draft ?? {};
    this.#needed.put(fields, ...membersOf(bindings), ...membersOf(context));
    return invoked ? { ...changes, invoked: this.#invoked(invoked) } : changes;
  }

  /** What is left of a step that was carried out, and of its messages. */
  tidy(place: { runId: string; order: number }): void {
    const { runs, listSends } = this.rows;
    const step = runs.get(place.runId)?.steps.get(place.order);
    if (!step) return;
    // The beginning of a text that was cut off keeps the whole of it in memory.
    step.context = structuredClone(step.context);
    const { written = [] } = listSends.get(listSendKey(place)) ?? {};
    for (const id of [step.messageId ?? '', ...written]) this.tidyMessage(id);
  }

  tidyMessage(id: string): void {
    const message = this.rows.messages.get(id);
    if (!message) return;
    Object.assign(message, { tags: [], traceId: undefined, history: message.history.map(bare) });
    for (const delivery of message.deliveries) delivery.rendered = this.#short(delivery.rendered);
  }

  /** Requests of a step as they are told. */
  fetched(requests: readonly Fetched[]): Fetched[] {
    return requests.map((request) => this.#short(request));
  }

  /** Its context is shown; nobody follows it but where there is little of it. Nothing of it is copied. */
  #invoked({ plan, ...run }: InvokedRun): InvokedRun {
    const context = { ...run.context };
    this.#shown.put(context);
    this.#planned.put(plan);
    return {
      ...run,
      plan: this.#planned.isOver ? { v: 1, steps: [] } : plan,
      context: this.#shown.isOver ? UNTOLD : context,
    };
  }

  #short<Told extends object>(told: Told): Told {
    this.#shown.put(told);
    return this.#shown.isOver ? structuredClone(cutTexts(told, LONGEST_TEXT)) : told;
  }
}

/** Objects that others have as well are no more for that. */
function membersOf(value: object | undefined): unknown[] {
  return Object.values(value ?? {});
}

/** The details of a message's history are profiles, and nobody is shown them. */
function bare({ type, ts }: MessageRow['history'][number]): MessageRow['history'][number] {
  return { type, ts };
}
