import type { ActionName } from './actions/index.ts';
import type { Ahead } from './ahead.ts';
import type { Expression } from './expression/tree.ts';
import type { JsonObject } from './json/json.ts';

/** An automation as it is executed: parsed once at the edge, stored with the run. Fields are only ever added to a `v`. */
export interface Plan {
  v: 1;
  steps: PlanStep[];
}

/** One step; its place in `Plan.steps` is its order, from 0. */
export interface PlanStep {
  /** Public `step_id`. */
  id: string;
  action: ActionName;
  /** The name later expressions know this step's message by. */
  ref?: string;
  /** The guard: as written, and as parsed. */
  if?: { source: string; tree: Expression };
  /**
   * A request of its own, not a step of an automation: nothing in its fields is a reference, and what
   * goes wrong is its message's to tell.
   */
  verbatim?: true;
  /** The step's own fields as written, references included: evaluated when the step is reached. */
  fields: JsonObject;
  ahead: Ahead;
  /** What the step is about, in a word or two (`2 hours`, a template's name). */
  label?: string;
}

/** What Temporal is told of a plan: no data, no content, nothing of a recipient. */
export interface Skeleton {
  v: 1;
  steps: { action: ActionName; label?: string }[];
  /** The steps have nothing to do with each other, as the recipients of one request: one that breaks ends no other. */
  independent?: true;
}
