import { createActivities } from '../../activities/create-activities.ts';
import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Provider } from '../../activities/deliver/providers/provider.ts';
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

/** The same of any plan. */
export function acceptPlan(given: Pick<RunRow, 'plan' | 'context'> & Partial<RunRow>, options: VirtualOptions = {}) {
  const { rows = memoryRows(), at = 0, providers = [outbox], runId = RUN_ID, mock = false, now = () => 0 } = options;
  const { outbound = new FakeOutbound() } = options;
  const run = Object.assign(rows.addRun(runId, given), { mock });
  const errors: unknown[] = [];
  const ports = memoryPorts(rows, now);
  const activities = createActivities({
    ...ports,
    providers: Object.fromEntries(providers.map((provider) => [provider.key, provider])),
    outbound,
    report: (error) => errors.push(error),
  });
  const call = (order = 0) => ({ runId, order, at });
  const { ledger, workflows } = ports;
  return { run, rows, ledger, workflows, errors, activities, call, skeleton: skeletonOf(given.plan) };
}

/** Carries out the body of an ad-hoc invoke on the virtual clock, from its first step to its end, and then the runs that it invoked. */
export async function runVirtually(request: unknown, options: VirtualOptions = {}) {
  const { runId = RUN_ID, at = 0 } = options;
  const { run, rows, workflows, errors, activities, skeleton } = acceptVirtually(request, options);
  const virtual = new VirtualRun(runId, activities, at);
  workflows.running.set(runId, virtual);
  await runPlan(skeleton, virtual);
  const endedAt = virtual.now();
  await virtual.settleMessages();
  // The list grows as they invoke others.
  for (const { id, skeleton: invoked } of workflows.started) {
    const next = new VirtualRun(id, activities, rows.runs.get(id)?.createdAt ?? 0);
    workflows.running.set(id, next);
    await runPlan(invoked, next);
    await next.settleMessages();
  }
  return { run, rows, errors, shown: virtual.shown, endedAt, messages: [...rows.messages.values()] };
}
