import { readFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';

import type { Skeleton } from '../../../language/plan.ts';
import type { Outcome, StepCall } from '../../../workflows/contracts/step-activities.ts';
import { runPlan } from '../../../workflows/interpreter.ts';
import { RunCanceled } from '../../../workflows/run-canceled.ts';
import type { RunContext } from '../../../workflows/run-context.ts';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** What a step was asked for, and when; instants in milliseconds since the epoch. */
export interface RecordedCall {
  order: number;
  at: number;
  outcome: Outcome;
}

/** A run as its history tells of it. */
export interface RecordedRun {
  history: History;
  skeleton: Skeleton;
  startedAt: number;
  /** Absent where it was recorded before. */
  endedAt?: number;
  calls: RecordedCall[];
  /** When it was told to end. */
  canceledAt?: number;
  /** When others had brought its batch all that it takes. */
  releasedAt?: number;
}

/** What carries out steps; other activities record what becomes of the run. */
const STEPS = new Set(['perform', 'deliver', 'fetch']);

/** Reads a recorded history, and walks it as the run did. */
export async function recordedRun(path: string): Promise<RecordedRun> {
  const history: History = historyFromJSON(JSON.parse(readFileSync(path, 'utf8')));
  const events = history.events ?? [];
  const skeleton = decoded<Skeleton>(events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]);
  const walk = new RecordedWalk(outcomesOf(events));
  await runPlan(skeleton, walk).catch((error) => {
    if (!(error instanceof RunCanceled)) throw error;
  });
  const signaled = (name: string) =>
    events.find(({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName === name);
  const canceled = signaled('cancel') ?? events.find((event) => event.workflowExecutionCancelRequestedEventAttributes);
  const released = signaled('release');
  const ended = events.find(
    (event) => event.workflowExecutionCompletedEventAttributes ?? event.workflowExecutionCanceledEventAttributes,
  );
  return {
    history,
    skeleton,
    startedAt: timeOf(events[0]),
    ...(ended && { endedAt: timeOf(ended) }),
    calls: walk.calls,
    ...(canceled && { canceledAt: timeOf(canceled) }),
    ...(released && { releasedAt: timeOf(released) }),
  };
}

/** As its history holds it: of a local activity it does not say which step was asked for. */
type RecordedOutcome = Omit<RecordedCall, 'order'> & { order?: number };

/** In the order in which steps were asked for. */
function outcomesOf(events: readonly HistoryEvent[]): RecordedOutcome[] {
  return events.flatMap((event) => {
    const { markerRecordedEventAttributes: marker, activityTaskCompletedEventAttributes: completed } = event;
    if (completed) {
      const { activityTaskScheduledEventAttributes: asked } =
        events[Number(String(completed.scheduledEventId)) - 1] ?? {};
      const { order } = decoded<StepCall>(asked?.input?.payloads?.[0]);
      return [{ order, at: timeOf(event), outcome: decoded<Outcome>(completed.result?.payloads?.[0]) }];
    }
    const { data, result } = marker?.details ?? {};
    const { activity_type: type = '' } = data ? decoded<{ activity_type: string }>(data.payloads?.[0]) : {};
    return STEPS.has(type) ? [{ at: timeOf(event), outcome: decoded<Outcome>(result?.payloads?.[0]) }] : [];
  });
}

function timeOf(event?: HistoryEvent): number {
  const { seconds, nanos } = event?.eventTime ?? {};
  // Read from a file they are no longs.
  return Number(String(seconds)) * 1_000 + Number(nanos) / 1_000_000;
}

function decoded<Value>(payload: Payload | null | undefined): Value {
  if (!payload) throw new Error('the history holds nothing there');
  return defaultPayloadConverter.fromPayload<Value>(payload);
}

/** A run whose steps end as they once did. Where its history has no more of them, it was canceled. */
class RecordedWalk implements RunContext {
  readonly calls: RecordedCall[] = [];

  constructor(readonly outcomes: readonly RecordedOutcome[]) {}

  readonly perform = (order: number) => this.#next(order);
  readonly deliver = this.perform;
  readonly fetch = this.perform;

  now(): number {
    return 0;
  }

  async spread(_order: number, messageId: string): Promise<Outcome> {
    return { kind: 'processed', messageId };
  }

  async sleepUntil(): Promise<void> {}
  async waitFor(): Promise<void> {}
  async handOver(): Promise<void> {}
  async fail(): Promise<void> {}
  async finish(): Promise<void> {}
  show(): void {}

  reasonOf(error: unknown): string {
    throw error;
  }

  async #next(order: number): Promise<Outcome> {
    const next = this.outcomes[this.calls.length];
    if (!next) throw new RunCanceled();
    if ((next.order ?? order) !== order) throw new Error(`step ${next.order} was asked for, and not ${order}`);
    this.calls.push({ ...next, order });
    return next.outcome;
  }
}
