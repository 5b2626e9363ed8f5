import type { JsonObject } from '../../language/json/json.ts';

export type StepStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'SKIPPED' | 'ERROR';
export type RunStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'ERROR';

/** What a step recorded beside its outcome, for inspection. */
export interface StepContext {
  reason?: string;
  condition?: { expression: string; values: JsonObject; result: boolean };
  /** ISO 8601. */
  wakes_at?: string;
  /** What the step went on without. */
  warnings?: string[];
  /** The run that the step started. */
  run_id?: string;
}
