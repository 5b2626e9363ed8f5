import type {
  BatchRequest,
  BatchVerdict,
  Encounters,
  PassRequest,
  ReleaseRequest,
} from '../../activities/ports/encounters.ts';
import type { Runs, StepRecord } from '../../activities/ports/runs.ts';
import { sortValue } from '../../language/batch/sort-value.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { LARGEST_JSON } from '../../language/json/sizes.ts';
import { MemoryEncounters } from '../../platform/memory/memory-encounters.ts';
import type { MemoryRows, WindowRow } from '../../platform/memory/memory-rows.ts';
import type { ReleasedBatch } from '../timeline/timeline.ts';

/** Another run that comes to a batch of the run's. */
interface Newcomer {
  runId: string;
  order: number;
  /** In milliseconds since the epoch. */
  at: number;
  data: JsonObject;
}

/** Whom the run meets: nobody but those that were assumed. */
export class AssumedEncounters extends MemoryEncounters {
  /** Batches of the run that are over, by order. */
  readonly batches = new Map<number, ReleasedBatch>();
  /** For how long the run's batches wait for whoever comes, in milliseconds, by order. */
  readonly #waits = new Map<number, number>();

  constructor(
    rows: MemoryRows,
    runs: Runs,
    /** The orders of throttles that let nobody pass. */
    readonly throttled: ReadonlySet<number>,
  ) {
    super(rows, runs);
  }

  override async pass(request: PassRequest, recordOf: (passes: boolean) => StepRecord): Promise<boolean | undefined> {
    if (!this.throttled.has(request.call.order)) return super.pass(request, recordOf);
    const recorded = await this.runs.record(recordOf(false));
    return recorded ? false : undefined;
  }

  override gather(
    request: BatchRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): ReturnType<Encounters['gather']> {
    const { call, until } = request;
    if (!this.#waits.has(call.order)) this.#waits.set(call.order, until - call.at);
    return super.gather(request, recordOf);
  }

  override async release(
    request: ReleaseRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): ReturnType<Encounters['release']> {
    const { call } = request;
    const window = this.windowOf(call);
    const verdict = await super.release(request, recordOf);
    if (window && verdict?.kind === 'released')
      this.batches.set(call.order, { at: call.at, items: verdict.count, by: endedBy(window) });
    return verdict;
  }

  /** Undefined where the run gathers nothing by then. */
  async join({ runId, order, at, data }: Newcomer): Promise<BatchVerdict | undefined> {
    const window = this.windowOf({ runId, order });
    if (!window || window.isClosed || window.until <= at) return undefined;
    const id = `${runId}-${this.rows.runs.size}`;
    this.rows.addRun(id, { plan: { v: 1, steps: [] }, context: { data, profile: {} } });
    const call = { runId: id, order, at };
    const { key, latest, mostItems, retain } = window;
    const until = at + (this.#waits.get(order) ?? 0);
    const size = LARGEST_JSON - roomLeft(data, LARGEST_JSON);
    const request = {
      call,
      environmentId: '',
      key,
      until,
      latest,
      mostItems,
      retain,
      value: sortValue(data, retain),
      size,
    };
    return this.gather(request, () => ({
      call,
      outcome: { kind: 'ends' },
      status: 'PROCESSED',
      runStatus: 'PROCESSED',
      context: {},
    }));
  }
}

/** The field of the node that says when it was over. */
function endedBy({ items, mostItems, until, latest }: WindowRow): ReleasedBatch['by'] {
  if (items.length >= mostItems) return 'max_items';
  return until >= latest ? 'max_wait_period' : 'wait_period';
}
