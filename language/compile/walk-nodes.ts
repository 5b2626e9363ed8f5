import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** A node of a journey as written, and where it stands in the document. */
export interface PlacedNode {
  node: JsonObject;
  /** `nodes.1.paths.0.nodes.2` */
  path: string;
  /** How many branches it stands in. */
  depth: number;
}

/** The lists of nodes within a branch as written, each with its place within the branch; of another node, none. */
export function listsWithin(node: JsonObject): { place: string; nodes: Json[] }[] {
  if (node.type !== 'branch') return [];
  const paths = Array.isArray(node.paths) ? node.paths : [];
  const owners: [string, Json | undefined][] = [
    ...paths.map((path, index): [string, Json] => [`paths.${index}`, path]),
    ['default', node.default],
  ];
  return owners.map(([place, owner]) => ({ place: `${place}.nodes`, nodes: listOf(memberOf(owner, 'nodes')) }));
}

/** Every node of a journey in document order, depth first; what is no object is passed over. */
export function walkNodes(nodes: readonly Json[], path = 'nodes', depth = 0): PlacedNode[] {
  return nodes.flatMap((node, index) => {
    if (!isJsonObject(node)) return [];
    const placed = { node, path: `${path}.${index}`, depth };
    const within = listsWithin(node).flatMap((list) =>
      walkNodes(list.nodes, `${placed.path}.${list.place}`, depth + 1),
    );
    return [placed, ...within];
  });
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
