import { nodes } from '../nodes/index.ts';
import type { Node } from '../nodes/node.ts';
import type { NodeStep } from '../plan.ts';

/** A node that is compiled; of a branch, also those in its paths, the default last. */
export interface CompiledNode {
  step: NodeStep;
  paths?: CompiledNode[][];
}

interface Place {
  /** The order of the first. */
  start: number;
  /** Where the run goes on after the last. */
  after: number;
  /** Where it ends. */
  end: number;
}

/** Nodes in document order, depth first, each told where the run goes on after it. What ends a path goes on after its branch. */
export function linkNodes(compiled: readonly CompiledNode[]): NodeStep[] {
  const end = sizeOf(compiled);
  return linked(compiled, { start: 0, after: end, end });
}

function linked(compiled: readonly CompiledNode[], { start, after, end }: Place): NodeStep[] {
  let order = start;
  return compiled.flatMap((node, index) => {
    const own = order;
    order += sizeOf([node]);
    return linkedNode(node, { start: own, after: index === compiled.length - 1 ? after : order, end });
  });
}

function linkedNode({ step, paths }: CompiledNode, { start, after, end }: Place): NodeStep[] {
  const { isEnd }: Node = nodes[step.action];
  const next = isEnd ? end : after;
  const own = { ...step, ...(next !== start + 1 && { next }) };
  if (!paths) return [own];
  let order = start + 1;
  const starts = paths.map((path) => {
    const begin = order;
    order += sizeOf(path);
    return path.length > 0 ? begin : after;
  });
  const within = paths.flatMap((path, index) => linked(path, { start: starts[index] ?? after, after, end }));
  return [{ ...own, paths: starts }, ...within];
}

function sizeOf(compiled: readonly CompiledNode[]): number {
  return compiled.reduce((sum, { paths = [] }) => sum + 1 + paths.reduce((size, path) => size + sizeOf(path), 0), 0);
}
