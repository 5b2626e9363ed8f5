import type { StepContext } from '../../../activities/ports/statuses.ts';
import type { RunData } from '../../../language/run/scope.ts';
import type { Engine } from '../engine.ts';

/** A node as its row tells of it. */
export interface NodeRow {
  node: string;
  action: string;
  status: string;
  context: StepContext;
  messageId: string | null;
  /** Milliseconds since the epoch. */
  at: number;
}

const STEPS = `
SELECT step_id AS node, action, status, context, message_id AS "messageId", (extract(epoch FROM created_at) * 1000)::float8 AS at
FROM run_step WHERE run_id = $1 ORDER BY "order"`;

/** What became of a run of a journey, and of the nodes that it reached. */
export async function inspectJourney({ database }: Pick<Engine, 'database'>, runId: string) {
  const [run] = await database.query<{ status: string; context: RunData }>(
    'SELECT status, context FROM run WHERE id = $1',
    [runId],
  );
  if (!run) throw new Error('there is no such run');
  return { ...run, steps: await database.query<NodeRow>(STEPS, [runId]) };
}
