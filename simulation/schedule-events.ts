import { cancelRun } from '../platform/memory/cancel-run.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';
import type { AssumedEncounters } from './assumed-encounters.ts';
import type { TimedEvent } from './resolve-assumptions.ts';
import type { SimulatedRun } from './simulated-run.ts';
import type { Warning } from './timeline.ts';

interface Stage {
  run: SimulatedRun;
  rows: MemoryRows;
  encounters: AssumedEncounters;
  warn(warning: Warning): void;
}

/** Has what was assumed happen to a run at its time; what comes to nothing is warned of. */
export function scheduleEvents(events: readonly TimedEvent[], stage: Stage): void {
  const { run, warn } = stage;
  for (const event of events) {
    run.schedule(event.at, async () => {
      const missed = event.type === 'cancel' ? cancel(stage) : await join(event, stage);
      if (missed) warn({ message: `an assumed ${event.type} of ${new Date(event.at).toISOString()}: ${missed}` });
    });
  }
}

/** As a request to cancel does. */
function cancel({ run, rows }: Stage): string | undefined {
  const isCanceled = cancelRun(rows, run.runId, { at: run.now(), reason: 'canceled by a request', now: run.now() });
  if (!isCanceled) return 'the run had ended';
  run.cancel();
  return undefined;
}

async function join(
  { order, at, data }: Extract<TimedEvent, { type: 'batch_member' }>,
  { run, encounters }: Stage,
): Promise<string | undefined> {
  const verdict = await encounters.join({ runId: run.runId, order, at, data });
  if (verdict?.kind !== 'joined') return 'the node gathered nothing then';
  if (verdict.released) run.endGathering(order);
  return undefined;
}
