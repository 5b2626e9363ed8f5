import { expect } from 'vitest';

import { ask } from '../ask.ts';
import { eventually } from '../eventually.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { passUntil } from './pass-until.ts';

/**
 * Cancels a run by its token at an instant of its world's clock. The clock stands until the run has heard of it: time that is
 * skipped would be over before.
 * @returns When that was.
 */
export async function cancelMeanwhile(
  world: TemporalWorld,
  runId: string,
  { at, token }: { at: number; token: string },
): Promise<number> {
  const then = await passUntil(world, runId, at);
  const { engine } = world;
  const { status } = await ask(engine, 'POST', '/automations/cancel', { cancelation_token: token });
  expect(status).toBe(202);
  const [run] = await engine.database.query<{ status: string }>('SELECT status FROM run WHERE id = $1', [runId]);
  if (run?.status !== 'CANCELED') return then;
  await eventually(async () => {
    const { events } = await engine.client.workflow.getHandle(runId).fetchHistory();
    expect(events?.some((event) => event.workflowExecutionSignaledEventAttributes)).toBe(true);
  });
  return then;
}
