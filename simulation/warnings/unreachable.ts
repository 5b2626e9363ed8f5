import type { ConditionTree } from '../../language/conditions/tree.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { NodeStep, Plan, PlanStep } from '../../language/plan.ts';
import { triggerSchema } from '../../language/trigger-schema.ts';
import { nextOf } from '../../workflows/contracts/next-of.ts';
import type { Warning } from '../timeline/timeline.ts';
import { type Foregone, foregone } from './foregone.ts';
import { schemaHoldsUntil } from './schema-types.ts';
import type { Circumstances } from './warning-rule.ts';

/** Paths that can never be taken, nodes that are never carried out, and nodes that no run reaches. */
export function unreachable({ subject: { kind, plan } }: Circumstances): Warning[] {
  if (kind !== 'journey') return [];
  const schema = triggerSchema(plan);
  const holdsUntil = schemaHoldsUntil(plan);
  const schemaAt = (order: number) => (order <= holdsUntil ? schema : undefined);
  const closed = plan.steps.map((step, order) => closedPaths(step, schemaAt(order)));
  const reached = reachedIn(plan, closed);
  return plan.steps.flatMap((step, order) => {
    if (!reached.has(order)) return [{ step: step.id, message: 'no run reaches it' }];
    const paths = (closed[order] ?? []).map((path) => ({
      step: step.id,
      message: `${pathName(step, path)} is never taken`,
    }));
    const isNever = step.type === 'node' && step.conditions && foregone(step.conditions, schemaAt(order)) === 'never';
    return isNever && step.action !== 'trigger'
      ? [...paths, { step: step.id, message: 'its conditions never hold' }]
      : paths;
  });
}

/** The paths of a branch that cannot be taken, from 0, the default last. */
function closedPaths(step: PlanStep, schema?: JsonObject): number[] {
  if (step.type !== 'node' || !step.paths) return [];
  const { paths } = step.fields as unknown as { paths: { conditions: ConditionTree }[] };
  const closed: number[] = [];
  const earlier = new Set<string>();
  let isOver = false;
  for (const [path, { conditions }] of paths.entries()) {
    const written = JSON.stringify(conditions);
    const comesOut: Foregone = foregone(conditions, schema);
    if (isOver || comesOut === 'never' || earlier.has(written)) closed.push(path);
    isOver ||= comesOut === 'always';
    earlier.add(written);
  }
  return isOver ? [...closed, paths.length] : closed;
}

function reachedIn({ steps }: Plan, closed: readonly number[][]): Set<number> {
  const reached = new Set<number>();
  const open = [0];
  for (let order = open.pop(); order !== undefined; order = open.pop()) {
    const step = steps[order];
    if (!step || reached.has(order)) continue;
    reached.add(order);
    open.push(...onwards(step, order, closed[order] ?? []));
  }
  return reached;
}

function onwards(step: PlanStep, order: number, closed: readonly number[]): number[] {
  const paths = (step as NodeStep).paths;
  if (!paths) return [nextOf(step, order)];
  const taken = [...paths.keys()].filter((path) => !closed.includes(path));
  return taken.map((path) => nextOf(step, order, { kind: 'branches', path }));
}

/** By the number that the branch has it under where it is taken. */
function pathName({ fields }: PlanStep, path: number): string {
  const { paths } = fields as unknown as { paths: { label?: string }[] };
  if (path === paths.length) return 'its default';
  const { label } = paths[path] ?? {};
  return `path ${path}${label === undefined ? '' : ` (${label})`}`;
}
