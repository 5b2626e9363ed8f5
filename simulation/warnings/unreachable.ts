import type { ConditionTree } from '../../language/conditions/tree.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { NodeStep, Plan, PlanStep } from '../../language/plan.ts';
import { triggerSchema } from '../../language/trigger-schema.ts';
import { nextOf } from '../../workflows/contracts/next-of.ts';
import type { TimelineEntry, Warning } from '../timeline/timeline.ts';
import { type Foregone, foregone } from './foregone.ts';
import { schemaHoldsUntil } from './schema-types.ts';
import type { Circumstances } from './warning-rule.ts';

/** What is claimed never to happen to a step, and how an entry of it shows that it did. */
interface Claim {
  order: number;
  message: string;
  isRefutedBy(entry: TimelineEntry): boolean;
}

/**
 * Paths that can never be taken, nodes that are never carried out, and nodes that no run reaches. Data that do not fit the schema
 * are let in all the same (N-10): what only the schema rules out is told to be so, and nothing is where the run came to it.
 */
export function unreachable({ subject: { kind, plan }, entries }: Circumstances): Warning[] {
  if (kind !== 'journey') return [];
  const schema = triggerSchema(plan);
  const certain = new Set(claimsOf(plan).map(keyOf));
  const claims = schema ? claimsOf(plan, schema) : claimsOf(plan);
  const standing = claims.filter(
    (claim) => !entries.some((one) => one.order === claim.order && claim.isRefutedBy(one)),
  );
  return standing.map((claim) => ({
    step: plan.steps[claim.order]?.id ?? '',
    message: certain.has(keyOf(claim)) ? claim.message : `${claim.message} by data that fit the schema`,
  }));
}

function keyOf({ order, message }: Claim): string {
  return `${order} ${message}`;
}

function claimsOf(plan: Plan, schema?: JsonObject): Claim[] {
  const holdsUntil = schemaHoldsUntil(plan);
  const schemaAt = (order: number) => (order <= holdsUntil ? schema : undefined);
  const closed = plan.steps.map((step, order) => closedPaths(step, schemaAt(order)));
  const reached = reachedIn(plan, closed);
  return plan.steps.flatMap((step, order): Claim[] => {
    if (!reached.has(order)) return [{ order, message: 'no run reaches it', isRefutedBy: () => true }];
    const paths = (closed[order] ?? []).map((path) => pathClaim(step, order, path));
    const isNever = step.type === 'node' && step.conditions && foregone(step.conditions, schemaAt(order)) === 'never';
    if (!isNever || step.action === 'trigger') return paths;
    return [
      ...paths,
      { order, message: 'its conditions never hold', isRefutedBy: ({ status }) => status !== 'SKIPPED' },
    ];
  });
}

function pathClaim(step: PlanStep, order: number, path: number): Claim {
  const message = `${pathName(step, path)} is never taken`;
  return { order, message, isRefutedBy: ({ context }) => context.branch?.path === path };
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
