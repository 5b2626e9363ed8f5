import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Whoever asks more often than this learns of it by an answer. */
const NOTICE_MS = 1_000;

/**
 * For a moment everybody is still answered, and told that it was the last answer on that connection. Closing a connection that
 * only seems to be idle would break off a request that is on its way in, of which its client could not tell what came of it.
 */
export async function dismissClients(server: Server, forMs = NOTICE_MS): Promise<void> {
  server.prependListener('request', (_request, response: ServerResponse) => response.setHeader('connection', 'close'));
  await pause(forMs);
}
