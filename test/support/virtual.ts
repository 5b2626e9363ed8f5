import { createActivities } from '../../activities/create-activities.ts';
import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Provider } from '../../activities/deliver/providers/provider.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile.ts';
import { skeletonOf } from '../../language/skeleton.ts';
import { MemoryLedger } from '../../platform/memory/memory-ledger.ts';
import { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../../platform/memory/memory-runs.ts';
import { runPlan } from '../../workflows/interpreter.ts';
import { VirtualRun } from '../../workflows/virtual-run.ts';

export const RUN_ID = '1-65f240a0-47a6a120c8374de9bcf9f22c';

/** Rows with an outbox for e-mail and nothing else. */
export function memoryRows(): MemoryRows {
  const rows = new MemoryRows();
  rows.providers.push({
    id: 'outbox',
    provider: 'outbox',
    channel: 'email',
    version: 1,
    guarantee: 'at-least-once',
    settings: {},
  });
  return rows;
}

/** Carries out the body of an ad-hoc invoke on the virtual clock, from its first step to its end. */
export async function runVirtually(
  request: unknown,
  { rows = memoryRows(), at = 0, provider = outbox, runId = RUN_ID }: VirtualOptions = {},
) {
  const { plan, context } = compileAutomation(AdHocInvoke.parse(request), at);
  const run = rows.addRun(runId, { plan, context });
  const errors: unknown[] = [];
  const activities = createActivities({
    runs: new MemoryRuns(rows),
    ledger: new MemoryLedger(rows),
    providers: { [provider.key]: provider },
    report: (error) => errors.push(error),
  });
  const virtual = new VirtualRun(runId, activities, at);
  await runPlan(skeletonOf(plan), virtual);
  return { run, rows, errors, shown: virtual.shown, endedAt: virtual.now(), messages: [...rows.messages.values()] };
}

interface VirtualOptions {
  rows?: MemoryRows;
  /** When the run starts, in milliseconds since the epoch. */
  at?: number;
  provider?: Provider;
  runId?: string;
}
