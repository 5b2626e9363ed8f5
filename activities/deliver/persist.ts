import { setTimeout as pause } from 'node:timers/promises';

import { isDatabaseAway } from '../ports/database-away.ts';

const PAUSE_MS = 500;

/**
 * Writes down what a provider already did: while the database is away it is tried again for the time given, because a
 * settlement that is not written turns an accepted message into an unknown one.
 */
export async function persist<T>(write: () => Promise<T>, forMs: number): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > end) throw error;
      await pause(PAUSE_MS);
    }
  }
}
