import { enqueuedMessages } from '../../apps/api/send/enqueued-messages.ts';
import { compileSend } from '../../language/compile/compile-send.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import type { Json } from '../../language/json/json.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import type { Engine } from './engine.ts';

/** Accepts and starts a request to send whose stored plan cannot be read for its first recipient; the request's id. */
export async function sendWithBrokenFirst({ database, starter }: Engine, message: Json): Promise<string> {
  const compiled = compileSend(message, () => []);
  const { plan } = compiled;
  Object.assign(plan.steps[0] ?? {}, { ahead: { templates: 5, users: 5 } });
  const run = { id: newRunId(new Date()), environmentId: 'test', kind: 'message' as const };
  const accepted = { ...run, source: ['send'], mock: false, ...compiled };
  await new RunIntake(database).acceptMessages(accepted, enqueuedMessages(compiled, run.id, Date.now()));
  await starter.startAndWait({ ...run, skeleton: skeletonOf(plan) });
  return run.id;
}
