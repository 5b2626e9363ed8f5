import { createHash } from 'node:crypto';

import { createActivities } from '../activities/create-activities.ts';
import type { Answer, Parcel } from '../activities/deliver/providers/provider.ts';
import { skeletonOf } from '../language/compile/skeleton.ts';
import { InvalidInput } from '../language/problem.ts';
import { runIdOf } from '../language/run/run-id.ts';
import { runPlan } from '../workflows/interpreter.ts';
import { RunCanceled } from '../workflows/run-canceled.ts';
import { AssumedEncounters } from './assumed-encounters.ts';
import { AssumedLedger } from './assumed-ledger.ts';
import { AssumedOutbound } from './assumed-outbound.ts';
import type { Assumptions } from './assumptions.ts';
import { Forecast } from './forecast.ts';
import { localClock } from './local-clock.ts';
import { memoryPorts } from './memory-ports.ts';
import { recordingProviders } from './recording-providers.ts';
import { type ResolvedAssumptions, resolveAssumptions } from './resolve-assumptions.ts';
import { RunMeter } from './run-meter.ts';
import { scheduleEvents } from './schedule-events.ts';
import { shortenList } from './shorten-list.ts';
import { SimulatedRun } from './simulated-run.ts';
import type { Subject } from './subject.ts';
import { type Told, tellTimeline } from './tell-timeline.ts';
import type { Timeline, Warning } from './timeline.ts';
import type { World } from './world.ts';

export interface SimulationOptions {
  /** In milliseconds since the epoch. */
  start: number;
  /** Of the recipient: IANA or an offset. */
  zone: string;
  assume: Assumptions;
}

/**
 * What would become of a run, by carrying it out on a virtual clock: nothing is sent, and nothing written but the world's rows.
 * @throws InvalidInput for an unknown zone, and for assumptions that are about nothing in the plan.
 */
export async function simulate(subject: Subject, world: World, options: SimulationOptions): Promise<Timeline> {
  const { start, zone, assume } = options;
  const localTime = localClock(zone);
  if (!localTime)
    throw new InvalidInput([{ path: 'time_zone', message: 'must be a time zone such as "Europe/Oslo" or "UTC+4"' }]);
  const resolved = resolveAssumptions(subject.plan, assume, options);
  const told = await carryOut(subject, world, { start, resolved });
  return tellTimeline({ ...told, subject, world, start, localTime });
}

async function carryOut(
  { plan, context, automationId, cancelationToken, mock = false }: Subject,
  { rows, outside = {} }: World,
  { start, resolved }: { start: number; resolved: ResolvedAssumptions },
): Promise<Told> {
  const runId = runIdOf(start / 1_000, createHash('sha256').update(`simulation ${rows.runs.size}`).digest('hex'));
  const row = rows.addRun(runId, { plan, context, automationId, cancelationToken, mock, createdAt: start });
  const meter = new RunMeter();
  const warnings: Warning[] = [];
  const recipients = new Map<number, number>();
  const now = (): number => run.now();
  const forecast = new Forecast(rows, resolved.deliveries, (at, happen) => run.schedule(at, happen));
  const outbound = new AssumedOutbound(resolved.fetches, outside);
  const ports = memoryPorts(rows, now);
  const encounters = new AssumedEncounters(rows, ports.runs, resolved.throttled);
  const answer = (parcel: Parcel): Answer => outside.deliver?.(parcel) ?? forecast.answer(parcel);
  const activities = createActivities({
    ...ports,
    encounters,
    ledger: new AssumedLedger(rows, now, (order, messageId) => forecast.sent(order, messageId, now())),
    providers: recordingProviders(rows.providers, answer),
    outbound,
    report: () => {},
  });
  const run = new SimulatedRun(runId, activities, start, {
    meter,
    onStep: (order) => {
      outbound.order = order;
    },
    onList: (order) => {
      const count = shortenList(rows, { runId, order });
      recipients.set(order, count);
      return count;
    },
  });
  ports.workflows.running.set(runId, run);
  scheduleEvents(resolved.events, { run, rows, encounters, warn: (warning) => warnings.push(warning) });
  await runPlan(skeletonOf(plan), run).catch((error) => {
    if (!(error instanceof RunCanceled)) throw error;
  });
  meter.end();
  const endedAt = run.now();
  await run.settleMessages();
  return { row, runId, endedAt, meter, asked: outbound.asked, recipients, warnings };
}
