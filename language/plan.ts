import type { ActionName } from './actions/index.ts';
import type { Ahead } from './ahead.ts';
import type { ConditionTree } from './conditions/tree.ts';
import type { Expression } from './expression/tree.ts';
import type { JsonObject } from './json/json.ts';
import type { NodeName } from './nodes/index.ts';

/** An automation or a journey as it is executed: parsed once at the edge, stored with the run. Fields are only ever added to a `v`. */
export interface Plan<Step extends PlanStep = PlanStep> {
  v: 1;
  steps: Step[];
}

/** Its place in `Plan.steps` is its order, from 0. */
export type PlanStep = ActionStep | NodeStep;

/** A step of an automation. */
export interface ActionStep {
  type?: undefined;
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

/** A node of a journey. The plan is flat: nodes in document order, depth first, after the trigger that starts the run. */
export interface NodeStep {
  type: 'node';
  /** Public `node_id`. */
  id: string;
  /** The node's type. */
  action: NodeName;
  /** The node's own conditions: where they do not hold it is skipped. Those of a trigger are only recorded. */
  conditions?: ConditionTree;
  /** The node's own fields as written, references included: evaluated when it is reached. Of a branch, its paths' conditions. */
  fields: JsonObject;
  ahead: Ahead;
  /** What the node is about, in a word or two. */
  label?: string;
  /** Where the run goes on after it, and after all of its paths; absent: order + 1. Past the end, the run ends. */
  next?: number;
  /** Of a branch: where each path begins, the default last. An empty path points at what follows the branch. */
  paths?: number[];
}

/** What Temporal is told of a plan: no data, no content, nothing of a recipient. */
export interface Skeleton {
  v: 1;
  steps: SkeletonStep[];
  /** The steps have nothing to do with each other, as the recipients of one request: one that breaks ends no other. */
  independent?: true;
}

/** What Temporal is told of a step. */
export type SkeletonStep =
  | Pick<ActionStep, 'type' | 'action' | 'label'>
  | Pick<NodeStep, 'type' | 'action' | 'label' | 'next' | 'paths'>;
