import { setTimeout as sleep } from 'node:timers/promises';

import type { Child } from './child-process.ts';
import { EndedEarly } from './ended-early.ts';

const START_MS = 120_000;
const POLL_MS = 50;

/**
 * Tries until a server that was just started answers. Throws EndedEarly when it ends, and an error when it is silent for two
 * minutes (a database may have much to recover); it is then killed.
 *
 * @param name the server, as the error names it
 */
export async function untilAnswers(child: Child, name: string, attempt: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + START_MS;
  let ended: string | undefined;
  void child.exited.then((how) => {
    ended = how;
  });
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      if (ended) throw new EndedEarly(`${name} ended while it started: ${ended}`);
      if (Date.now() > deadline) {
        await child.stop('SIGKILL', 0);
        throw new Error(`${name} does not answer`, { cause });
      }
      await sleep(POLL_MS);
    }
  }
}
