import { defaultPayloadConverter } from '@temporalio/common';

import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import type { SeenAnswer } from './seen-outbound.ts';

/** What the steps of a real run asked, and were answered, by their order and in the order of their tries. */
export async function seenByOrder(
  { engine, outbound }: Pick<TemporalWorld, 'engine' | 'outbound'>,
  runId: string,
): Promise<Map<number, SeenAnswer[]>> {
  const orders = await ordersOf(engine, runId);
  const seen = new Map<number, SeenAnswer[]>();
  for (const tried of outbound.seen.filter((one) => one.runId === runId)) {
    const order = orders.get(tried.activityId) ?? -1;
    seen.set(order, [...(seen.get(order) ?? []), tried]);
  }
  return seen;
}

/** Which step each activity was of. */
async function ordersOf({ client }: TemporalWorld['engine'], runId: string): Promise<Map<string, number>> {
  const { events } = await client.workflow.getHandle(runId).fetchHistory();
  const orders = new Map<string, number>();
  for (const { activityTaskScheduledEventAttributes: activity } of events ?? []) {
    const [call] = activity?.input?.payloads ?? [];
    if (call) orders.set(activity?.activityId ?? '', defaultPayloadConverter.fromPayload<StepCall>(call).order);
  }
  return orders;
}
