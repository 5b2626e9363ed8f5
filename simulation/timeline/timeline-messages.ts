import type { DeliveryRow, MemoryRows, MessageRow } from '../../platform/memory/memory-rows.ts';
import type { TimelineMessage } from './timeline.ts';

/** The messages of a run by the order of the step that made them, one entry a channel. */
export function timelineMessages(rows: MemoryRows, runId: string): Map<number, TimelineMessage[]> {
  const told = new Map<number, TimelineMessage[]>();
  for (const message of rows.messages.values()) {
    const { order } = message.origin;
    if (message.origin.runId === runId) told.set(order, [...(told.get(order) ?? []), ...onChannels(message, rows)]);
  }
  return told;
}

function onChannels(message: MessageRow, { providers }: MemoryRows): TimelineMessage[] {
  const { recipient, status, reason, error, history, deliveries } = message;
  const at = history.at(-1)?.ts ?? 0;
  const end = { status, ...(reason && { reason }), ...(error && { error }), at };
  if (deliveries.length === 0) return [{ recipient, ...end }];
  const providerOf = ({ providerId }: DeliveryRow) => providers.find(({ id }) => id === providerId)?.provider;
  return deliveries.map((delivery) => {
    const { channel, address, rendered } = delivery;
    const provider = providerOf(delivery);
    return { recipient, channel, ...(provider && { provider }), address, rendered, ...end };
  });
}
