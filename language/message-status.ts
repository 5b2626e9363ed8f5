/** `MessageStatus.<name>` as expressions write it, and the wire string it stands for (§11.2). */
export const MESSAGE_STATUSES = {
  Canceled: 'CANCELED',
  Clicked: 'CLICKED',
  Delayed: 'DELAYED',
  Delivered: 'DELIVERED',
  Digested: 'DIGESTED',
  Enqueued: 'ENQUEUED',
  Filtered: 'FILTERED',
  Opened: 'OPENED',
  Routed: 'ROUTED',
  Sent: 'SENT',
  Simulated: 'SIMULATED',
  Throttled: 'THROTTLED',
  Undeliverable: 'UNDELIVERABLE',
  Unmapped: 'UNMAPPED',
  Unroutable: 'UNROUTABLE',
} as const;

type MessageStatus = (typeof MESSAGE_STATUSES)[keyof typeof MESSAGE_STATUSES];

/** Held messages have come as far as accepted ones; a simulated one as far as a mock key lets it. */
const PROGRESS: Record<MessageStatus, number> = {
  CANCELED: -1,
  FILTERED: -1,
  THROTTLED: -1,
  UNDELIVERABLE: -1,
  UNMAPPED: -1,
  UNROUTABLE: -1,
  ENQUEUED: 0,
  DELAYED: 0,
  DIGESTED: 0,
  ROUTED: 1,
  SENT: 2,
  SIMULATED: 2,
  DELIVERED: 3,
  OPENED: 4,
  CLICKED: 5,
};

/** How far a message has come, for `<` and its like; failures stand below ENQUEUED. Undefined for other text. X-02 */
export function progressOf(status: string): number | undefined {
  return Object.hasOwn(PROGRESS, status) ? PROGRESS[status as MessageStatus] : undefined;
}
