import fc from 'fast-check';

import { RANDOM_DATA } from '../random-plans/world.ts';
import { conditions, nodeConditions } from './conditions.ts';
import { nodeFields } from './node-fields.ts';

/** A journey and how its runs are asked for, but for the trigger. */
export interface RandomJourney {
  nodes: object[];
  recipient?: string;
  profile: { [key: string]: string };
}

const leaf: fc.Arbitrary<object> = fc.oneof(
  ...Object.entries(nodeFields).map(([type, { weight, fields }]) => ({
    weight,
    arbitrary: fc
      .tuple<[object, unknown]>(fields, type === 'exit' ? fc.constant(undefined) : nodeConditions)
      .map(([own, held]) => ({ type, ...own, ...(held !== undefined && { conditions: held }) })),
  })),
);

/** Nodes that may hold branches, so deep. */
function nodesOf(depth: number, most: number): fc.Arbitrary<object[]> {
  return fc.array(
    depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: branchOf(depth - 1) }),
    {
      maxLength: most,
    },
  );
}

function branchOf(depth: number): fc.Arbitrary<object> {
  const path = fc.record({ conditions, nodes: nodesOf(depth, 2), label: fc.constantFrom(undefined, 'a label') });
  const paths = fc.array(path, { minLength: 1, maxLength: 2 });
  return fc.record({ type: fc.constant('branch'), paths, default: fc.record({ nodes: nodesOf(depth, 2) }) });
}

/** The first fetch node is called `f1`, by which others read its answer. */
function named(nodes: object[]): object[] {
  const first = nodes.findIndex((node) => 'type' in node && node.type === 'fetch');
  return nodes.map((node, index) => (index === first ? { ...node, id: 'f1' } : node));
}

/** What every run may read. `base`: now, in milliseconds. */
export function randomData(base: number) {
  return { ...RANDOM_DATA, which: 'WELCOME', instant: new Date(base + 400 * 86_400_000).toISOString() };
}

/** Journeys that use all there is, seeded: the same seed gives the same. */
export function randomJourneys(count: number, seed: number): RandomJourney[] {
  const journey = fc.record(
    {
      nodes: nodesOf(2, 5).map(named),
      recipient: fc.constantFrom('ada', 'mute'),
      profile: fc.constantFrom<RandomJourney['profile']>(
        {},
        { plan: 'gold', email: 'run@example.com' },
        { tenant_id: 'acme' },
      ),
    },
    { requiredKeys: ['nodes', 'profile'] },
  );
  return fc.sample(journey, { numRuns: count, seed });
}
