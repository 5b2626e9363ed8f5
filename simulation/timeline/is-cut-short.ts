import type { TimelineEntry } from './timeline.ts';

/** Whether a wait, of a step or of its message, was ended by a cancel before its time. */
export function isCutShort({ status, until = 0, messages = [] }: TimelineEntry): boolean {
  return status === 'CANCELED' || messages.some((message) => message.status === 'CANCELED' && message.at < until);
}
