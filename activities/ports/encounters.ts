import type { Retain } from '../../language/batch/retain.ts';
import type { SortValue } from '../../language/batch/sort-value.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { StepRecord } from './runs.ts';

/** A run that asks to pass. */
export interface PassRequest {
  call: StepCall;
  environmentId: string;
  /** Whose passes count together. */
  key: string;
  mostAllowed: number;
  /** Passes after this instant count, in milliseconds since the epoch. */
  since: number;
  /** From when on this pass counts no more. */
  expiresAt: number;
}

/** A run that brings its data. */
export interface BatchRequest {
  call: StepCall;
  environmentId: string;
  /** Whose data are gathered together. */
  key: string;
  /** When the window closes if nobody else comes, in milliseconds since the epoch. */
  until: number;
  /** When it closes in any case. */
  latest: number;
  mostItems: number;
  retain: Retain;
  /** What its data are sorted by, and how many characters they have. */
  value: SortValue;
  size: number;
}

/** A run that owns a window and asks for what it gathered. */
export interface ReleaseRequest {
  call: StepCall;
  /** How many characters its data may grow by. */
  room: number;
}

export type BatchVerdict =
  /** The run owns the window, which is open until then, in milliseconds since the epoch. */
  | { kind: 'gathers'; until: number }
  /** Its data went into another run's window; `released` is that run's step where this was the last item it takes. */
  | { kind: 'joined'; released?: Pick<StepCall, 'runId' | 'order'> }
  /**
   * The run's own window is closed: how many came, itself counted, what is retained of their data, and for how many that
   * would be retained there is no room.
   */
  | { kind: 'released'; count: number; items: JsonObject[]; left: number };

/**
 * What runs of a journey decide among each other. A verdict and the record of the step that it leads to are written in one
 * transaction; undefined: nothing was done, since the run had closed or the step had its outcome already.
 */
export abstract class Encounters {
  /** Of any number at once no more pass than are allowed. N-42 */
  abstract pass(request: PassRequest, recordOf: (passes: boolean) => StepRecord): Promise<boolean | undefined>;
  /** Joins the open window of the key, or opens one. What comes while a window is released is in it or opens the next one. N-61 */
  abstract gather(
    request: BatchRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): Promise<BatchVerdict | undefined>;
  /** Releases the window that the run opened, once it is full or its time is up. N-62 */
  abstract release(
    request: ReleaseRequest,
    recordOf: (verdict: BatchVerdict) => StepRecord,
  ): Promise<BatchVerdict | undefined>;
}
