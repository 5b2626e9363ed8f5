import type { Simulation } from '../simulation.ts';
import type { Warning } from '../timeline/timeline.ts';
import type { ResolvedAssumptions } from './resolve-assumptions.ts';

/** Assumptions that came to nothing, since the run did not come to their steps, or these did not do what is assumed of. */
export function idleAssumptions(
  { fetches, deliveries, throttled }: ResolvedAssumptions,
  { row, outbound, world, runId }: Simulation,
): Warning[] {
  const sent = [...world.rows.messages.values()].filter(({ origin }) => origin.runId === runId);
  const sending = new Set(sent.filter(({ deliveries: made }) => made.length > 0).map(({ origin }) => origin.order));
  const idle = (orders: Iterable<number>, isUsed: (order: number) => boolean, message: string) =>
    [...orders].filter((order) => !isUsed(order)).map((order) => ({ step: row.plan.steps[order]?.id ?? '', message }));
  const comesToNothing = 'came to nothing: the run';
  return [
    ...idle(
      fetches.keys(),
      (order) => outbound.asked.has(order),
      `its assumed answer ${comesToNothing} asks nobody there`,
    ),
    ...idle(
      deliveries.keys(),
      (order) => sending.has(order),
      `its assumed delivery ${comesToNothing} sends nothing there`,
    ),
    ...idle(
      throttled,
      (order) => row.steps.get(order)?.outcome?.kind === 'throttled',
      `what is assumed ${comesToNothing} is not throttled there`,
    ),
  ];
}
