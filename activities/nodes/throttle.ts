import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import type { Encounters, PassRequest } from '../ports/encounters.ts';
import type { LocalTools } from '../step/local-tools.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect, EffectSoFar, Encounter } from '../step/step-transaction.ts';
import { nodeKey } from './node-key.ts';
import { userOf } from './user-of.ts';

const PASSED: EffectSoFar = { outcome: { kind: 'processed' } };

/** N-42, N-43: passes while fewer than are allowed did in the last period; otherwise it is the end of the run. */
export async function throttle(ready: ReadyNode<'throttle'>, { encounters }: LocalTools): Promise<Effect | Encounter> {
  const { fields, call, snapshot } = ready;
  const period = durationOf(fields.period);
  const request = {
    call,
    environmentId: snapshot.environmentId,
    key: nodeKey(ready, apartBy(ready)),
    mostAllowed: fields.max_allowed,
    since: before(call.at, period),
    expiresAt: addDuration(call.at, period),
  };
  return { decide: (recordOf) => decide(encounters, request, recordOf, stopped(fields)) };
}

async function decide(
  encounters: Encounters,
  request: PassRequest,
  recordOf: Parameters<Encounter['decide']>[0],
  stop: EffectSoFar,
): ReturnType<Encounter['decide']> {
  const passes = await encounters.pass(request, (allowed) => recordOf(allowed ? PASSED : stop));
  if (passes === undefined) return undefined;
  return (passes ? PASSED : stop).outcome;
}

/** The key may come from data, and is nobody's business. */
function stopped({ scope, max_allowed: most, period }: ReadyNode<'throttle'>['fields']): EffectSoFar {
  const reason = `${scope}: ${most} passed in ${period} already`;
  return { outcome: { kind: 'throttled', reason }, context: { reason } };
}

/** N-41 */
function apartBy({ fields, scope, call }: ReadyNode<'throttle'>): string[] {
  if (fields.scope === 'global') return [fields.scope];
  return [fields.scope, fields.scope === 'dynamic' ? fields.throttle_key : userOf(scope, call)];
}

/** The instant a duration before `at`, both in milliseconds since the epoch. */
function before(at: number, { months, ms }: { months: number; ms: number }): number {
  return addDuration(at, { months: -months, ms: -ms });
}
