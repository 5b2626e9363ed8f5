import { setTimeout as pause } from 'node:timers/promises';

/** Lists tell the newest first, by instants in whole milliseconds: what is made after this has a later one. */
export function anInstantLater(): Promise<void> {
  return pause(3);
}
