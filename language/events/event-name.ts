import { z } from 'zod';

/** Of the name of an event and of its message id, in characters. */
export const LONGEST_EVENT_NAME = 512;

/** What an event is called, in itself and in a trigger that waits for it: blanks around it do not count. E-04, E-12 */
export const EventName = z.string().trim().min(1, 'must not be blank').max(LONGEST_EVENT_NAME);

/** The name that an event has; undefined where what stands in its place is none. */
export function eventName(written: unknown): string | undefined {
  return EventName.safeParse(written).data;
}
