import {
  type BatchRequest,
  type BatchVerdict,
  Encounters,
  type PassRequest,
} from '../../activities/ports/encounters.ts';
import type { Runs, StepRecord } from '../../activities/ports/runs.ts';
import { retainedPlaces } from '../../language/batch/retained-places.ts';
import { sortValue } from '../../language/batch/sort-value.ts';
import { isOpen, type MemoryRows, type WindowRow } from './memory-rows.ts';

/** The database's encounters in memory, where nothing happens at once. */
export class MemoryEncounters extends Encounters {
  constructor(
    readonly rows: MemoryRows,
    readonly runs: Runs,
  ) {
    super();
  }

  async pass(
    { call, key, since, mostAllowed }: PassRequest,
    recordOf: (passes: boolean) => StepRecord,
  ): Promise<boolean | undefined> {
    const passes = this.rows.passes.filter((pass) => pass.key === key && pass.at > since).length < mostAllowed;
    if (!(await this.runs.record(recordOf(passes)))) return undefined;
    if (passes) this.rows.passes.push({ key, at: call.at });
    return passes;
  }

  async gather(
    request: BatchRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): Promise<BatchVerdict | undefined> {
    const { runId, order, at } = request.call;
    const run = this.rows.runs.get(runId);
    if (!run || !isOpen(run)) return undefined;
    const own = this.rows.windows.find(({ owner }) => owner.runId === runId && owner.order === order);
    if (own && !own.isClosed && own.until > at) return { kind: 'gathers', until: own.until };
    const verdict = own ? this.#release(own) : (this.#join(request) ?? this.#open(request));
    return (await this.runs.record(recordOf(verdict))) ? verdict : undefined;
  }

  #release(window: WindowRow): BatchVerdict {
    window.isClosed = true;
    const items = window.runIds.map((id) => this.rows.runs.get(id)?.context.data ?? {});
    const values = items.map((data) => sortValue(data, window.retain));
    const retained = retainedPlaces(values, window.retain).map((place) => items[place] ?? {});
    return { kind: 'released', count: items.length, items: structuredClone(retained) };
  }

  #join({ call, key, until }: BatchRequest): BatchVerdict | undefined {
    const window = this.rows.windows.find((other) => other.key === key && !other.isClosed);
    const owner = this.rows.runs.get(window?.owner.runId ?? '');
    if (!window || window.until <= call.at || !owner || !isOpen(owner)) return undefined;
    window.runIds.push(call.runId);
    window.until = Math.max(window.until, Math.min(until, window.latest));
    window.isClosed = window.runIds.length >= window.mostItems;
    return { kind: 'joined', ...(window.isClosed && { released: window.owner }) };
  }

  #open({ call, key, until, latest, mostItems, retain }: BatchRequest): BatchVerdict {
    for (const stale of this.rows.windows) if (stale.key === key) stale.isClosed = true;
    const { runId, order, at } = call;
    const ends = mostItems > 1 ? Math.min(until, latest) : at;
    const window = {
      owner: { runId, order },
      key,
      until: ends,
      latest,
      mostItems,
      retain,
      runIds: [runId],
      isClosed: false,
    };
    this.rows.windows.push(window);
    return { kind: 'gathers', until: ends };
  }
}
