import {
  type BatchRequest,
  type BatchVerdict,
  Encounters,
  type PassRequest,
  type ReleaseRequest,
} from '../../activities/ports/encounters.ts';
import type { Runs, StepRecord } from '../../activities/ports/runs.ts';
import { handedOn } from '../../language/batch/handed-on.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
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
    const { call, key } = request;
    if (!this.#isOpen(call.runId)) return undefined;
    const own = this.windowOf(call);
    if (own) return { kind: 'gathers', until: own.isClosed ? call.at : own.until };
    const open = this.rows.windows.find((other) => other.key === key && this.#gathers(other, call.at));
    const verdict = open ? joinedBy(open) : { kind: 'gathers' as const, until: endOf(request) };
    if (!(await this.runs.record(recordOf(verdict)))) return undefined;
    if (open) join(open, request);
    else this.#open(request);
    return verdict;
  }

  async release(
    { call, room }: ReleaseRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): Promise<BatchVerdict | undefined> {
    const own = this.windowOf(call);
    if (!own || !this.#isOpen(call.runId)) return undefined;
    if (!own.isClosed && own.until > call.at) return { kind: 'gathers', until: own.until };
    const verdict = { kind: 'released' as const, count: own.items.length, ...this.#retained(own, room) };
    if (!(await this.runs.record(recordOf(verdict)))) return undefined;
    own.isClosed = true;
    return verdict;
  }

  #isOpen(runId: string): boolean {
    const run = this.rows.runs.get(runId);
    return run !== undefined && isOpen(run);
  }

  protected windowOf({ runId, order }: Pick<StepCall, 'runId' | 'order'>): WindowRow | undefined {
    return this.rows.windows.find(({ owner }) => owner.runId === runId && owner.order === order);
  }

  #gathers({ owner, isClosed, until }: WindowRow, at: number): boolean {
    return !isClosed && until > at && this.#isOpen(owner.runId);
  }

  #retained({ items, retain }: WindowRow, room: number): { items: JsonObject[]; left: number } {
    const { places, left } = handedOn(items, retain, room);
    const brought = places.map((place) => this.rows.runs.get(items[place]?.runId ?? '')?.context.data ?? {});
    return { items: structuredClone(brought), left };
  }

  #open(request: BatchRequest): void {
    const { call, key, latest, mostItems, retain, value, size } = request;
    for (const stale of this.rows.windows) if (stale.key === key) stale.isClosed = true;
    const { runId, order } = call;
    const items = [{ runId, value, size }];
    const window = { owner: { runId, order }, key, until: endOf(request), latest, mostItems, retain, items };
    this.rows.windows.push({ ...window, isClosed: false });
  }
}

/** When the window closes that a run opens. */
function endOf({ call, until, latest, mostItems }: BatchRequest): number {
  return mostItems > 1 ? Math.min(until, latest) : call.at;
}

function joinedBy({ items, mostItems, owner }: WindowRow): BatchVerdict {
  return { kind: 'joined', ...(items.length + 1 >= mostItems && { released: owner }) };
}

function join(window: WindowRow, { call: { runId }, until, value, size }: BatchRequest): void {
  window.items.push({ runId, value, size });
  window.until = Math.max(window.until, Math.min(until, window.latest));
  window.isClosed = window.items.length >= window.mostItems;
}
