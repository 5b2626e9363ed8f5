import type { Judgement } from '../../language/conditions/judge.ts';
import type { JsonObject } from '../../language/json/json.ts';

export type StepStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'SKIPPED' | 'THROTTLED' | 'ERROR';
export type RunStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'THROTTLED' | 'ERROR';

/** What a step recorded beside its outcome, for inspection. */
export interface StepContext {
  reason?: string;
  condition?: { expression: string; values: JsonObject; result: boolean };
  /** A node's own, with every comparison (N-28). */
  conditions?: Judgement;
  /** Of a branch: its paths as far as they were looked at, in order; the last is the one that was taken. */
  paths?: TriedPath[];
  /** How what came in differs from its JSON Schema; nothing was stopped for it. N-10, N-36 */
  violations?: string[];
  /** What a send's experiment picked. */
  variant?: string;
  /** ISO 8601. */
  wakes_at?: string;
  /** What the step went on without. */
  warnings?: string[];
  /** The run that the step started. */
  run_id?: string;
}

/** A path of a branch, by the label that its author gave it; the default has no conditions. */
interface TriedPath {
  label?: string;
  conditions?: Judgement;
}
