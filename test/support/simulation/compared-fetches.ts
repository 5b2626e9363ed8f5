import type { Fetched, Timeline } from '../../../simulation/timeline/timeline.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { seenByOrder } from './seen-by-order.ts';

/** A request of a step, one entry a try. */
export type ComparedFetch = Omit<Fetched, 'assumed'> & { order: number };

/** What a real run asked. */
export async function realFetches(world: TemporalWorld, runId: string): Promise<ComparedFetch[]> {
  const seen = await seenByOrder(world, runId);
  return [...seen].flatMap(([order, tries]) =>
    tries.map(({ request: { url, method }, answer }) => {
      const status = answer.kind === 'answered' ? { status: answer.status } : {};
      return { order, url: url.href, method, ...status };
    }),
  );
}

/** What a simulated one would ask. */
export function simulatedFetches({ entries }: Timeline): ComparedFetch[] {
  return entries.flatMap(({ order, fetched = [] }) =>
    fetched.map(({ assumed: _, ...request }) => ({ order, ...request })),
  );
}
