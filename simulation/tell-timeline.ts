import type { JsonObject } from '../language/json/json.ts';
import type { MemoryRows, RunRow, StepRow } from '../platform/memory/memory-rows.ts';
import type { RunMeter } from './run-meter.ts';
import type { Subject } from './subject.ts';
import { tellMessages } from './tell-messages.ts';
import type { Fetched, NeededAssumption, Timeline, TimelineEntry, TimelineMessage, Warning } from './timeline.ts';
import type { World } from './world.ts';

/** What a run left behind that was carried out. */
export interface Told {
  row: RunRow;
  runId: string;
  /** In milliseconds since the epoch; its messages may have gone on. */
  endedAt: number;
  meter: RunMeter;
  /** Requests, and sizes of lists, by the order of the step. */
  asked: ReadonlyMap<number, Fetched[]>;
  recipients: ReadonlyMap<number, number>;
  warnings: Warning[];
}

interface Telling extends Told {
  subject: Subject;
  world: World;
  start: number;
  localTime: Timeline['localTime'];
}

/** A run, as its rows tell of it. */
export function tellTimeline({ subject, world, start, localTime, ...told }: Telling): Timeline {
  const messages = tellMessages(world.rows, told.runId);
  const entries = [...told.row.steps]
    .sort(([one], [other]) => one - other)
    .map(([order, step]) => entryOf(order, step, { told, rows: world.rows, messages: messages.get(order) }));
  const reason = told.row.reason ?? entries.findLast(({ status }) => status === told.row.status)?.reason;
  return {
    kind: subject.kind,
    run: { status: told.row.status, ...(reason && { reason }), startedAt: start, endedAt: told.endedAt },
    entries,
    cost: told.meter.cost,
    warnings: told.warnings,
    assumptionsNeeded: entries.flatMap(neededBy),
    localTime,
  };
}

function entryOf(
  order: number,
  { status, createdAt, context, outcome }: StepRow,
  { told, rows, messages }: { told: Told; rows: MemoryRows; messages?: TimelineMessage[] },
): TimelineEntry {
  const step = told.row.plan.steps[order];
  const { reason, condition, conditions, wakes_at: wakesAt, ...others } = context;
  const found = condition ?? conditions;
  const fetched = told.asked.get(order);
  const recipients = told.recipients.get(order);
  const invoked = rows.runs.get(others.run_id ?? '');
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
    ...(wakesAt && { until: Date.parse(wakesAt) }),
    ...(outcome?.kind === 'processed' && outcome.resumesAt !== undefined && { until: outcome.resumesAt }),
    ...(messages && { messages }),
    ...(recipients !== undefined && { recipients }),
    ...(fetched && { fetched }),
    ...(invoked && {
      invokes: { template: invoked.automationId ?? '', context: { ...invoked.context } as JsonObject },
    }),
  };
}

function neededBy({ id, ref, fetched = [] }: TimelineEntry): NeededAssumption[] {
  const unknown = fetched.find(({ assumed }) => !assumed);
  if (!unknown) return [];
  const name = ref ?? id;
  const message = `${unknown.method} ${unknown.url}: give assume.fetches.${name}`;
  return [{ kind: 'fetch', step: id, name, message }];
}
