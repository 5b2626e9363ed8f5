import { createHash } from 'node:crypto';

import { runIdOf } from '../../language/run/run-id.ts';

/** The id of the run that an event starts of a journey or an automation: the same however often the event is matched. E-14, W-15 */
export function eventRunId(
  { id, receivedAt }: { id: string; receivedAt: Date },
  definition: { kind: string; id: string },
): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([id, definition.kind, definition.id]))
    .digest('hex');
  return runIdOf(receivedAt.getTime() / 1000, digest);
}
