import { valueIn } from '../../language/batch/data-path.ts';
import { sortValue } from '../../language/batch/sort-value.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { LARGEST_JSON } from '../../language/json/sizes.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import type { BatchRequest, BatchVerdict, Encounters } from '../ports/encounters.ts';
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
  const { call } = ready;
  const { data } = ready.scope;
  if (ready.kind === 'resumed')
    return meeting(data, (recordOf) => encounters.release({ call, room: roomFor(data) }, recordOf));
  const request = requestOf(ready);
  return meeting(data, async (recordOf) => {
    const verdict = await encounters.gather(request, recordOf);
    if (verdict?.kind === 'joined' && verdict.released) workflows.release(verdict.released);
    return verdict;
  });
}

type Meet = (recordOf: Parameters<Encounters['gather']>[1]) => ReturnType<Encounters['gather']>;

function meeting(data: JsonObject, meet: Meet): Encounter {
  const effectOf = (verdict: BatchVerdict) => effectFor(verdict, data);
  return {
    decide: async (recordOf) => {
      const verdict = await meet((found) => recordOf(effectOf(found)));
      return verdict && effectOf(verdict).outcome;
    },
  };
}

function requestOf(ready: ReadyNode<'batch'>): BatchRequest {
  const { fields, call, scope, snapshot } = ready;
  const { data } = scope;
  const { sort_key: sortKey, ...others } = fields.retain;
  const retain = { ...others, ...(sortKey !== undefined && { sortKey }) };
  const { category_key: category } = fields;
  return {
    call,
    environmentId: snapshot.environmentId,
    key: nodeKey(ready, [userOf(scope, call), category === undefined ? null : valueIn(data, category)]),
    until: addDuration(call.at, durationOf(fields.wait_period)),
    latest: addDuration(call.at, durationOf(fields.max_wait_period)),
    mostItems: fields.max_items,
    retain,
    value: sortValue(data, retain),
    size: LARGEST_JSON - roomLeft(data, LARGEST_JSON),
  };
}

/** How many characters the retained items may have together. N-63 */
function roomFor(data: JsonObject): number {
  return roomLeft(withBatch(data, Number.MAX_SAFE_INTEGER, []), LARGEST_JSON);
}

function withBatch(data: JsonObject, count: number, items: JsonObject[]): JsonObject {
  return { ...data, batch: { count, items } };
}

function effectFor(verdict: BatchVerdict, current: JsonObject): EffectSoFar {
  if (verdict.kind === 'gathers')
    return { outcome: verdict, context: { wakes_at: new Date(verdict.until).toISOString() } };
  if (verdict.kind === 'joined') return { outcome: { kind: 'ends' }, context: { reason: 'it joined a batch' } };
  const { count, items, left } = verdict;
  const data = withBatch(current, count, items);
  if (!fits(data)) return failed('the data of the run would become too large');
  const warnings = left > 0 ? [`items left out, since the data of the run would become too large: ${left}`] : [];
  return {
    outcome: { kind: 'processed' },
    contextChange: { data },
    context: warnings.length > 0 ? { warnings } : {},
  };
}
