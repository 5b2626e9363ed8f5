import type { Judgement } from '../../language/conditions/judge.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { ChosenPath } from '../../language/run/choose-path.ts';

export type StepStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'SKIPPED' | 'THROTTLED' | 'ERROR';
export type RunStatus = 'PROCESSING' | 'WAITING' | 'PROCESSED' | 'THROTTLED' | 'ERROR';

/** What a step recorded beside its outcome, for inspection. */
export interface StepContext extends NodeContext {
  reason?: string;
  condition?: { expression: string; values: JsonObject; result: boolean };
  /** ISO 8601. */
  wakes_at?: string;
  /** What the step went on without. */
  warnings?: string[];
  /** The run that the step started. */
  run_id?: string;
}

/** What only nodes of journeys record. */
export interface NodeContext {
  /** The node's own, with every comparison. N-28 */
  conditions?: Judgement;
  /** Of a branch: the path that was taken, from 0, and how the conditions came out of every one that was looked at. */
  branch?: ChosenPath;
  /** How what came in differs from its JSON Schema; nothing was stopped for it. N-10, N-36 */
  violations?: string[];
  /** The one that a send's experiment picked. */
  variant?: string;
}
