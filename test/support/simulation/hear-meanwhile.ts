import { expect } from 'vitest';

import { eventually } from '../eventually.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { passUntil } from './pass-until.ts';

/** What is heard of the message of a run's first step, at an instant of the world's clock. */
interface Heard {
  at: number;
  status: string;
}

const HEAR = `
UPDATE message SET status = $2, reason = CASE WHEN $2 = 'UNDELIVERABLE' THEN 'BOUNCED' END,
  history = history || jsonb_build_object('type', $2::text, 'ts', $3::bigint)
WHERE run_id = $1 AND step_order = 0 AND status = 'SENT' AND forward_status(status, $2) = $2 RETURNING id`;

/** Writes into a message's row what became of it: nothing of the product does so yet, and steps read it there. */
export async function hearMeanwhile(world: TemporalWorld, runId: string, { at, status }: Heard): Promise<void> {
  const then = await passUntil(world, runId, at);
  await eventually(async () => {
    expect(await world.engine.database.query(HEAR, [runId, status, then])).toHaveLength(1);
  });
}
