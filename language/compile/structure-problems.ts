import { DEEPEST_BRANCH, MOST_NODES } from '../journey.ts';
import type { Json } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { type PlacedNode, walkNodes } from './walk-nodes.ts';

/** What is wrong with a journey's nodes taken together. */
export interface StructureProblems {
  problems: Problem[];
  /** There are too many, or they stand too deep in each other. */
  isExcessive: boolean;
}

/** Number and depth, ids that are there twice, and where triggers stand. J-02, J-05, J-07, §12 */
export function structureProblems(nodes: readonly Json[]): StructureProblems {
  const placed = walkNodes(nodes);
  const excess = [...tooMany(placed), ...tooDeep(placed)];
  if (excess.length > 0) return { problems: excess, isExcessive: true };
  return { problems: [...repeatedIds(placed), ...misplacedTriggers(placed)], isExcessive: false };
}

function tooMany({ length }: readonly PlacedNode[]): Problem[] {
  if (length <= MOST_NODES) return [];
  return [{ path: 'nodes', message: `holds more than ${MOST_NODES} nodes, those in branches counted` }];
}

function tooDeep(placed: readonly PlacedNode[]): Problem[] {
  const first = placed.find(({ depth }) => depth > DEEPEST_BRANCH);
  return first ? [{ path: first.path, message: `stands in more than ${DEEPEST_BRANCH} branches` }] : [];
}

function repeatedIds(placed: readonly PlacedNode[]): Problem[] {
  const seen = new Map<Json, string>();
  return placed.flatMap(({ node: { id }, path }) => {
    if (id === undefined || id === null) return [];
    const first = seen.get(id);
    if (first !== undefined) return [{ path: `${path}.id`, message: `is the id of ${first} already` }];
    seen.set(id, path);
    return [];
  });
}

function misplacedTriggers(placed: readonly PlacedNode[]): Problem[] {
  const triggers = placed.filter(({ node }) => node.type === 'trigger');
  if (triggers.length === 0) return [{ path: 'nodes', message: 'needs at least one trigger' }];
  const nested = triggers.filter(({ depth }) => depth > 0);
  return [
    ...(placed[0]?.node.type === 'trigger' ? [] : [{ path: 'nodes.0', message: 'must be a trigger' }]),
    ...nested.map(({ path }) => ({ path, message: 'a trigger can only stand at the top level' })),
  ];
}
