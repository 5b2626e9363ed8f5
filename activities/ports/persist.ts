import { setTimeout as pause } from 'node:timers/promises';

import { isDatabaseAway } from './database-away.ts';

const PAUSE_MS = 500;

/**
 * Writes down what was already done out there: while the database is away it is tried again for the time given, because a
 * settlement that is not written turns an accepted message into an unknown one, and a call into one that is made twice.
 */
export async function persist<T>(write: () => Promise<T>, forMs: number): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() >= end) throw error;
      await pause(PAUSE_MS);
    }
  }
}
