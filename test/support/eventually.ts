import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 50;

/** Tries until `check` stops throwing and gives what it returns; after the time is up its last error is thrown. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 20_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(EVERY_MS);
    }
  }
}
