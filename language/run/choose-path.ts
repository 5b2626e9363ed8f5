import { type Judgement, judge } from '../conditions/judge.ts';
import type { ConditionTree } from '../conditions/tree.ts';
import type { Value } from '../expression/evaluation.ts';
import type { JsonObject } from '../json/json.ts';

/** Which path of a branch a run goes on along. */
export interface ChosenPath {
  /** From 0; the default is the last. */
  path: number;
  /** The path's, where it has one. */
  label?: string;
  /** How the conditions came out of every path that was looked at, in order. N-28 */
  judgements: Judgement[];
}

/** A branch as it is compiled. */
interface Branch {
  paths: { conditions: ConditionTree; label?: string }[];
  default: { label?: string };
}

/** The first path whose conditions hold, or else the default. §3.4 */
export function choosePath(fields: JsonObject, find: (path: string) => Value): ChosenPath {
  const branch = fields as unknown as Branch;
  const judgements: Judgement[] = [];
  for (const [path, { conditions, label }] of branch.paths.entries()) {
    const judgement = judge(conditions, find);
    judgements.push(judgement);
    if (judgement.result) return { path, ...(label !== undefined && { label }), judgements };
  }
  const { label } = branch.default;
  return { path: branch.paths.length, ...(label !== undefined && { label }), judgements };
}
