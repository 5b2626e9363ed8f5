import type { NodeStep } from '../plan.ts';

/** A node that is compiled, and those in its paths, the default last. */
export interface CompiledNode {
  step: NodeStep;
  paths?: CompiledNode[][];
}

/** Nodes in document order, depth first, each told where the run goes on after it. What ends a path goes on after its branch. */
export function linkNodes(nodes: readonly CompiledNode[]): NodeStep[] {
  const end = sizeOf(nodes);
  return linked(nodes, { start: 0, after: end, end });
}

interface Place {
  /** The order of the first. */
  start: number;
  /** Where the run goes on after the last. */
  after: number;
  /** Where it ends. */
  end: number;
}

function linked(nodes: readonly CompiledNode[], { start, after, end }: Place): NodeStep[] {
  let order = start;
  return nodes.flatMap((node, index) => {
    const own = order;
    order += sizeOf([node]);
    return linkedNode(node, { start: own, after: index === nodes.length - 1 ? after : order, end });
  });
}

function linkedNode({ step, paths = [] }: CompiledNode, { start, after, end }: Place): NodeStep[] {
  const next = step.action === 'exit' ? end : after;
  const own = { ...step, ...(next !== start + 1 && { next }) };
  if (step.action !== 'branch') return [own];
  let order = start + 1;
  const starts = paths.map((path) => {
    const begin = order;
    order += sizeOf(path);
    return path.length > 0 ? begin : after;
  });
  const within = paths.flatMap((path, index) => linked(path, { start: starts[index] ?? after, after, end }));
  return [{ ...own, paths: starts }, ...within];
}

function sizeOf(nodes: readonly CompiledNode[]): number {
  return nodes.reduce((sum, { paths = [] }) => sum + 1 + paths.reduce((size, path) => size + sizeOf(path), 0), 0);
}
