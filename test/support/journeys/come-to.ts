import type { BatchRequest, Encounters } from '../../../activities/ports/encounters.ts';

/** As runs come to a batch: whoever opened a window asks for what it gathered. */
export function comeTo(encounters: Encounters): Encounters['gather'] {
  const owners = new Set<string>();
  return async (request, record) => {
    const { call } = request;
    if (owners.has(call.runId)) return encounters.release({ call, room: Number.MAX_SAFE_INTEGER }, record);
    const verdict = await encounters.gather(request, record);
    if (verdict?.kind === 'gathers') owners.add(call.runId);
    return verdict;
  };
}

/** What a run brings that is no matter here. */
export const BROUGHT = { value: null, size: 2 } satisfies Partial<BatchRequest>;
