import { cancelRun } from '../../platform/memory/cancel-run.ts';
import type { Simulation } from '../simulation.ts';
import type { Warning } from '../timeline/timeline.ts';
import type { TimedEvent } from './resolve-assumptions.ts';

/** Has what was assumed happen to a run at its time; tells, in the end, of all that came to nothing. */
export function scheduleEvents(events: readonly TimedEvent[], simulation: Simulation): readonly Warning[] {
  const missed: Warning[] = [];
  for (const event of events) {
    simulation.run.schedule(event.at, async () => {
      const reason = event.type === 'cancel' ? cancel(simulation) : await join(event, simulation);
      if (reason) missed.push({ message: `the ${event.type} at ${new Date(event.at).toISOString()}: ${reason}` });
    });
  }
  return missed;
}

/** As a request to cancel does. */
function cancel({ run, world: { rows } }: Simulation): string | undefined {
  const at = run.now();
  if (!cancelRun(rows, run.runId, { at, reason: 'canceled by a request', now: at })) return 'the run had ended';
  run.cancel();
  return undefined;
}

async function join(
  { order, at, data }: Extract<TimedEvent, { type: 'batch_member' }>,
  { run, encounters }: Simulation,
): Promise<string | undefined> {
  const verdict = await encounters.join({ runId: run.runId, order, at, data });
  if (verdict.kind === 'missed') return verdict.reason;
  if (verdict.kind === 'joined' && verdict.released) run.endGathering(order);
  return undefined;
}
