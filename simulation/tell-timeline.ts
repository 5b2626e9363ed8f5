import type { JsonObject } from '../language/json/json.ts';
import type { StepRow } from '../platform/memory/memory-rows.ts';
import { neededAssumptions } from './needed-assumptions.ts';
import type { Stage } from './stage.ts';
import type { Subject } from './subject.ts';
import { tellMessages } from './tell-messages.ts';
import type { Timeline, TimelineEntry, TimelineMessage, Warning } from './timeline.ts';
import { warningsOf } from './warnings/index.ts';

/** What a timeline tells that no row does; instants in milliseconds since the epoch. */
interface Circumstances extends Pick<Timeline, 'localTime'> {
  start: number;
  endedAt: number;
  /** Whose clocks `localTime` is of. */
  zone: string;
  /** Assumed events that came to nothing. */
  missed: readonly Warning[];
}

/** A run that was carried out, as its rows tell of it. */
export function tellTimeline(subject: Subject, stage: Stage, circumstances: Circumstances): Timeline {
  const { row, meter, world, runId } = stage;
  const messages = tellMessages(world.rows, runId);
  const entries = [...row.steps]
    .sort(([one], [other]) => one - other)
    .map(([order, step]) => entryOf(order, step, stage, messages.get(order)));
  const { start: startedAt, endedAt, zone, localTime, missed } = circumstances;
  const reason = row.reason ?? entries.findLast(({ status }) => status === row.status)?.reason;
  return {
    kind: subject.kind,
    run: { status: row.status, ...(reason && { reason }), startedAt, endedAt },
    entries,
    cost: meter.cost,
    warnings: [...missed, ...warningsOf({ subject, entries, zone, context: row.context })],
    assumptionsNeeded: neededAssumptions(entries, stage),
    localTime,
  };
}

function entryOf(
  order: number,
  { status, createdAt, context, outcome }: StepRow,
  { row, world, outbound, lists, encounters }: Stage,
  messages?: TimelineMessage[],
): TimelineEntry {
  const step = row.plan.steps[order];
  const { reason, condition, conditions, wakes_at: wakesAt, ...others } = context;
  const found = condition ?? conditions;
  const resumesAt = outcome?.kind === 'processed' ? outcome.resumesAt : undefined;
  const batch = encounters.batches.get(order);
  const until = batch?.at ?? (wakesAt === undefined ? resumesAt : Date.parse(wakesAt));
  const fetched = outbound.asked.get(order);
  const { list: listed, recipients } = lists.get(order) ?? {};
  return {
    at: createdAt,
    order,
    id: step?.id ?? '',
    ...(step?.type !== 'node' && step?.ref && { ref: step.ref }),
    action: step?.action ?? '',
    status,
    ...(reason && { reason }),
    ...(found && { condition: found }),
    context: others,
    ...(until !== undefined && { until }),
    ...(messages && { messages }),
    ...(listed !== undefined && { listed, recipients }),
    ...(fetched && { fetched }),
    ...(batch && { batch }),
    ...invokedBy(others.run_id, world),
  };
}

function invokedBy(runId: string | undefined, { rows }: Stage['world']): Pick<TimelineEntry, 'invokes'> {
  const invoked = rows.runs.get(runId ?? '');
  if (!invoked) return {};
  return { invokes: { template: invoked.automationId ?? '', context: { ...invoked.context } as JsonObject } };
}
