import { createActivities } from '../../activities/create-activities.ts';
import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Answer, Parcel, Provider } from '../../activities/deliver/providers/provider.ts';
import type { Outbound } from '../../activities/ports/outbound.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import { MemoryRows, type RunRow } from '../../platform/memory/memory-rows.ts';
import { memoryPorts } from '../../simulation/memory-ports.ts';
import { runPlan } from '../../workflows/interpreter.ts';
import { VirtualRun } from '../../workflows/virtual-run.ts';
import { FakeOutbound } from './fake-outbound.ts';

export const RUN_ID = '1-65f240a0-47a6a120c8374de9bcf9f22c';

export interface VirtualOptions {
  rows?: MemoryRows;
  /** When the run starts, in milliseconds since the epoch. */
  at?: number;
  providers?: Provider[];
  /** What is outside; it answers everything with an empty object when absent. */
  outbound?: Outbound;
  runId?: string;
  /** Invoked with a mock key. */
  mock?: boolean;
  /** The computer's clock; one that stands still leaves all to the run's. */
  now?: () => number;
}

/** Rows with an outbox for e-mail and nothing else. */
export function memoryRows(): MemoryRows {
  const rows = new MemoryRows();
  const guarantee = 'at-least-once';
  rows.providers.push({ id: 'outbox', provider: 'outbox', channels: ['email'], version: 1, guarantee, settings: {} });
  return rows;
}

/** A run of the body of an ad-hoc invoke, not begun yet, with the activities that carry it out in memory. */
export function acceptVirtually(request: unknown, options: VirtualOptions = {}) {
  const { plan, ...given } = compileAutomation(AdHocInvoke.parse(request), options.at ?? 0);
  return acceptPlan({ plan, ...given }, options);
}

/** Activities over rows, with what they report and stand on. */
function activitiesInMemory(
  rows: MemoryRows,
  { providers, outbound, now }: Required<Pick<VirtualOptions, 'providers' | 'outbound' | 'now'>>,
) {
  const errors: unknown[] = [];
  const ports = memoryPorts(rows, now);
  const activities = createActivities({
    ...ports,
    providers: Object.fromEntries(providers.map((provider) => [provider.key, provider])),
    outbound,
    report: (error) => errors.push(error),
  });
  return { errors, ports, activities };
}

/** The same of any plan. */
export function acceptPlan(given: Pick<RunRow, 'plan' | 'context'> & Partial<RunRow>, options: VirtualOptions = {}) {
  const { rows = memoryRows(), at = 0, providers = [outbox], runId = RUN_ID, mock = false, now = () => 0 } = options;
  const { outbound = new FakeOutbound() } = options;
  const run = Object.assign(rows.addRun(runId, given), { mock });
  const { errors, ports, activities } = activitiesInMemory(rows, { providers, outbound, now });
  const call = (order = 0) => ({ runId, order, at });
  const { ledger, workflows } = ports;
  return { run, rows, ledger, workflows, errors, activities, call, skeleton: skeletonOf(given.plan) };
}

/** Carries out the body of an ad-hoc invoke on the virtual clock, from its first step to its end, and then the runs that it invoked. */
export async function runVirtually(request: unknown, options: VirtualOptions = {}) {
  const { runId = RUN_ID, at = 0 } = options;
  const accepted = acceptVirtually(request, options);
  const { run, rows, errors, activities, skeleton } = accepted;
  const virtual = new VirtualRun(runId, activities, at);
  accepted.workflows.running.set(runId, virtual);
  await runPlan(skeleton, virtual);
  const endedAt = virtual.now();
  await virtual.settleMessages();
  await goOnWithInvoked(accepted);
  return { run, rows, errors, shown: virtual.shown, endedAt, messages: [...rows.messages.values()] };
}

/** Carries out the runs that others started, and those that they start, one after the other. */
async function goOnWithInvoked({
  rows,
  activities,
  workflows,
}: Pick<ReturnType<typeof acceptPlan>, 'rows' | 'activities' | 'workflows'>): Promise<void> {
  // The map grows as they invoke others.
  for (const [id, { status, plan, createdAt }] of rows.runs) {
    if (status !== 'NOT PROCESSED') continue;
    const next = new VirtualRun(id, activities, createdAt);
    workflows.running.set(id, next);
    await runPlan(skeletonOf(plan), next);
    await next.settleMessages();
  }
}

/** Carries out what a simulation leaves: the runs that its own started. */
export async function goOnInMemory(
  rows: MemoryRows,
  { outbound, deliver }: { outbound: Outbound; deliver: (parcel: Parcel) => Answer },
): Promise<void> {
  const provider = { ...outbox, deliver: async (_config: unknown, parcel: Parcel) => deliver(parcel) };
  const { ports, activities } = activitiesInMemory(rows, { providers: [provider], outbound, now: () => 0 });
  await goOnWithInvoked({ rows, activities, workflows: ports.workflows });
}
