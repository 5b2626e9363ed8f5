import type { JsonObject } from '../../language/json/json.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { withoutRoot } from '../../language/json/without-root.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import type { BatchRequest, BatchVerdict } from '../ports/encounters.ts';
import { failed } from '../step/failed.ts';
import { fits } from '../step/fits.ts';
import type { LocalTools } from '../step/local-tools.ts';
import type { ReadyNode, ResumedNode } from '../step/ready.ts';
import type { Effect, EffectSoFar, Encounter } from '../step/step-transaction.ts';
import { nodeKey } from './node-key.ts';
import { userOf } from './user-of.ts';

/**
 * N-61 to N-65: the run opens a window and waits for it, or leaves its data in the one that is open and ends. Asked for again,
 * it goes on with what came, or waits for those who came meanwhile.
 */
export async function batch(
  ready: ReadyNode<'batch'> | ResumedNode<'batch'>,
  { encounters, workflows }: LocalTools,
): Promise<Effect | Encounter> {
  const request = ready.kind === 'resumed' ? ownWindow(ready) : requestOf(ready);
  const effectOf = (verdict: BatchVerdict) => effectFor(verdict, ready.scope.data);
  return {
    decide: async (recordOf) => {
      const verdict = await encounters.gather(request, (found) => recordOf(effectOf(found)));
      if (verdict?.kind === 'joined' && verdict.released) workflows.release(verdict.released);
      return verdict && effectOf(verdict).outcome;
    },
  };
}

function requestOf(ready: ReadyNode<'batch'>): BatchRequest {
  const { fields, call, scope, snapshot } = ready;
  const { sort_key: sortKey, ...retain } = fields.retain;
  const { category_key: category } = fields;
  const value = category === undefined ? null : (memberAt(scope.data, withoutRoot(category)) ?? null);
  return {
    call,
    environmentId: snapshot.environmentId,
    key: nodeKey(ready, [userOf(scope, call), value]),
    until: addDuration(call.at, durationOf(fields.wait_period)),
    latest: addDuration(call.at, durationOf(fields.max_wait_period)),
    mostItems: fields.max_items,
    retain: { ...retain, ...(sortKey !== undefined && { sortKey }) },
  };
}

/** Of a run that waits, its own window says everything. */
function ownWindow({ call, snapshot }: ResumedNode<'batch'>): BatchRequest {
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
