import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { LARGEST_JSON } from '../../language/json/sizes.ts';
import type { BatchVerdict, Encounters } from '../ports/encounters.ts';
import { failed } from '../step/failed.ts';
import { fits } from '../step/fits.ts';
import type { LocalTools } from '../step/local-tools.ts';
import type { ReadyNode, ResumedNode } from '../step/ready.ts';
import type { Effect, EffectSoFar, Encounter } from '../step/step-transaction.ts';
import { batchRequest } from './batch-request.ts';

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
  const request = batchRequest(ready);
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
