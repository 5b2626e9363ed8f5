import type { JsonObject } from '../../language/json/json.ts';
import type { StepRow } from '../../platform/memory/memory-rows.ts';
import { neededAssumptions } from '../assumptions/needed-assumptions.ts';
import type { Simulation } from '../simulation.ts';
import type { Subject } from '../subject.ts';
import { warningsOf } from '../warnings/index.ts';
import type { Timeline, TimelineEntry, TimelineMessage, Warning } from './timeline.ts';
import { timelineMessages } from './timeline-messages.ts';

/** What a timeline tells that no row does; instants in milliseconds since the epoch. */
interface Circumstances extends Pick<Timeline, 'zone'> {
  start: number;
  endedAt: number;
  /** Assumptions that came to nothing. */
  missed: readonly Warning[];
}

/** A run that was carried out, as its rows tell of it. */
export function timelineOf(subject: Subject, simulation: Simulation, circumstances: Circumstances): Timeline {
  const { row, meter, world, runId } = simulation;
  const messages = timelineMessages(world.rows, runId);
  const entries = [...row.steps]
    .sort(([one], [other]) => one - other)
    .map(([order, step]) => entryOf(order, step, simulation, messages.get(order)));
  const { start: startedAt, endedAt, zone, missed } = circumstances;
  const ending = row.status === 'PROCESSED' ? undefined : entries.findLast(({ status }) => status === row.status);
  const reason = row.reason ?? ending?.reason;
  return {
    kind: subject.kind,
    run: { status: row.status, ...(reason && { reason }), startedAt, endedAt },
    zone,
    entries,
    cost: meter.cost,
    warnings: warningsOf({ subject, entries, zone, context: row.context }, missed),
    assumptionsNeeded: neededAssumptions(entries, simulation),
    isShort: simulation.leftovers.isShort,
  };
}

function entryOf(
  order: number,
  { status, createdAt, context, outcome }: StepRow,
  { row, world, outbound, lists, encounters }: Simulation,
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

function invokedBy(runId: string | undefined, { rows }: Simulation['world']): Pick<TimelineEntry, 'invokes'> {
  const invoked = rows.runs.get(runId ?? '');
  if (!invoked) return {};
  return { invokes: { template: invoked.automationId ?? '', context: { ...invoked.context } as JsonObject } };
}
