import { withoutRoot } from '../../language/batch/retained-places.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { addDuration, parseDuration } from '../../language/time/duration.ts';
import type { BatchRequest, BatchVerdict } from '../ports/encounters.ts';
import { failed } from '../step/failed.ts';
import { fits } from '../step/fits.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect, EffectSoFar, Encounter } from '../step/step-transaction.ts';
import { nodeKey } from './node-key.ts';
import type { NodeTools } from './node-tools.ts';
import { userOf } from './user-of.ts';

/**
 * N-61 to N-65: the run opens a window and waits for it, or leaves its data in the one that is open and ends. Asked for again,
 * it goes on with what came, or waits for those who came meanwhile.
 */
export async function batch(
  ready: ReadyNode<'batch'>,
  { encounters, workflows }: NodeTools,
): Promise<Effect | Encounter> {
  const request = ready.snapshot.waits ? ownWindow(ready) : requestOf(ready);
  if (!request) return failed('wait_period, max_wait_period: must be durations such as "2 hours" or "PT2H"');
  const effectOf = (verdict: BatchVerdict) => effectFor(verdict, ready.scope.data);
  return {
    decide: async (recordOf) => {
      const verdict = await encounters.gather(request, (found) => recordOf(effectOf(found)));
      if (verdict?.kind === 'joined' && verdict.released) workflows.release(verdict.released);
      return verdict && effectOf(verdict).outcome;
    },
  };
}

function requestOf(ready: ReadyNode<'batch'>): BatchRequest | undefined {
  const { fields, call, scope, snapshot } = ready;
  const [wait, most] = [parseDuration(fields.wait_period), parseDuration(fields.max_wait_period)];
  if (!wait || !most) return undefined;
  const { sort_key: sortKey, ...retain } = fields.retain;
  const { category_key: category } = fields;
  const value = category === undefined ? null : (memberAt(scope.data, withoutRoot(category)) ?? null);
  return {
    call,
    environmentId: snapshot.environmentId,
    key: nodeKey(ready, [userOf(scope, call), value]),
    until: addDuration(call.at, wait),
    latest: addDuration(call.at, most),
    mostItems: fields.max_items,
    retain: { ...retain, ...(sortKey !== undefined && { sortKey }) },
  };
}

/** Of a run that waits, its own window says everything. */
function ownWindow({ call, snapshot }: ReadyNode<'batch'>): BatchRequest {
  const { environmentId } = snapshot;
  return { call, environmentId, key: '', until: 0, latest: 0, mostItems: 1, retain: { type: 'first', count: 0 } };
}

function effectFor(verdict: BatchVerdict, current: JsonObject): EffectSoFar {
  if (verdict.kind === 'gathers')
    return { outcome: verdict, context: { wakes_at: new Date(verdict.until).toISOString() } };
  if (verdict.kind === 'joined') return { outcome: { kind: 'ends' }, context: { reason: 'it joined a batch' } };
  const { count, items } = verdict;
  const data: JsonObject = { ...current, batch: { count, items } };
  if (!fits(data)) return failed('the data of the run would become too large');
  return { outcome: { kind: 'processed' }, contextChange: { data } };
}
