import { setImmediate } from 'node:timers/promises';

/** For so long nothing else is done in the process, in milliseconds. */
const SPELL_MS = 20;

/** To be awaited between pieces of long work: lets the rest of the process go on, once in a while. */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SPELL_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
