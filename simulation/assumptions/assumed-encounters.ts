import { batchRequest } from '../../activities/nodes/batch-request.ts';
import type { BatchVerdict, Encounters, PassRequest, ReleaseRequest } from '../../activities/ports/encounters.ts';
import type { Runs, StepRecord } from '../../activities/ports/runs.ts';
import { makeReady, type ReadyNode } from '../../activities/step/ready.ts';
import type { JsonObject } from '../../language/json/json.ts';
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

  /** What becomes of another run of the journey for the same user, with data of its own; or why nothing does. */
  async join({ runId, order, at, data }: Newcomer): Promise<BatchVerdict | { kind: 'missed'; reason: string }> {
    const row = this.rows.runs.get(runId);
    const step = row?.plan.steps[order];
    const window = this.windowOf({ runId, order });
    if (!row || !step || !window || window.isClosed || window.until <= at)
      return missed('the node gathered nothing then');
    const id = `${runId}-${this.rows.runs.size}`;
    const { steps: _, status: __, context, ...others } = row;
    this.rows.addRun(id, { ...others, context: { ...context, data, outputs: {} } });
    const call = { runId: id, order, at };
    const snapshot = await this.runs.load(call);
    const ready = snapshot && makeReady(step, call, snapshot);
    if (!ready || !('kind' in ready)) return missed(`its run is not gathered: ${ready?.context.reason}`);
    const request = batchRequest(ready as ReadyNode<'batch'>);
    if (request.key !== window.key) return missed(ANOTHER_BATCH);
    const verdict = await this.gather(request, () => ({ call, ...JOINED }));
    return verdict ?? missed('the run had ended');
  }
}

const ANOTHER_BATCH =
  'it belongs to another batch: by its category_key, or since the run has no user, email or phone number';

const JOINED = { outcome: { kind: 'ends' }, status: 'PROCESSED', runStatus: 'PROCESSED', context: {} } as const;

function missed(reason: string) {
  return { kind: 'missed', reason } as const;
}

/** The field of the node that says when it was over. */
function endedBy({ items, mostItems, until, latest }: WindowRow): ReleasedBatch['by'] {
  if (items.length >= mostItems) return 'max_items';
  return until >= latest ? 'max_wait_period' : 'wait_period';
}
