import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Whoever asks more often than `most` learns of it by an answer; who comes anew finds somebody for `least`. */
const NOTICE = { leastMs: 1_000, mostMs: 5_000 };
const LOOK_MS = 50;

/**
 * For a moment everybody is still answered, and told that it was the last answer on that connection; it is over once nobody is
 * connected. Closing a connection that only seems to be idle would break off a request that is on its way in, of which its
 * client could not tell what came of it.
 */
export async function dismissClients(server: Server, { leastMs, mostMs } = NOTICE): Promise<void> {
  server.prependListener('request', (_request, response: ServerResponse) => response.setHeader('connection', 'close'));
  const end = performance.now() + mostMs;
  const connections = promisify(server.getConnections.bind(server));
  await pause(leastMs);
  while (performance.now() < end && (await connections()) > 0) await pause(LOOK_MS);
  // On a busy machine a request may have arrived that nobody has read yet: its connection is not idle.
  for (let turns = 0; turns < 2; turns += 1) await turn();
}
