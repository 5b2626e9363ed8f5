/** What a delivery is told apart by, here and at providers that deduplicate: the same for every attempt. */
export function deliveryKey({ messageId, channel }: { messageId: string; channel: string }): string {
  return `${messageId}-${channel}`;
}
