import { setTimeout as pause } from 'node:timers/promises';

import { type Accepted, messagesPath, runPath } from './accepted.ts';
import type { Random } from './random.ts';

const PAUSE_MS = 150;
/** Mostly those are looked at to which something may happen. */
const LATEST = 30;

/** Looks again and again at what was accepted, so that a status that goes back is seen. */
export async function lookOn(accepted: readonly Accepted[], random: Random, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const among = random.next() < 0.8 ? accepted.slice(-LATEST) : accepted;
    if (among.length > 0) await look(random.pick(among));
    await pause(PAUSE_MS);
  }
}

async function look(one: Accepted): Promise<void> {
  const run = runPath(one);
  const paths = [...(run ? [run, `${run}/steps`] : []), messagesPath(one)];
  await Promise.all(paths.map((path) => one.client.get(path)));
}
