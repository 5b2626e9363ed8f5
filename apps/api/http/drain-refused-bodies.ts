import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

/** Beyond, or after so long, whoever still sends finds the connection closed. */
const MOST_BYTES = 20 * 1024 * 1024;
const LONGEST_MS = 5_000;

/**
 * Reads what is left of a body that is too large, and throws it away, before the refusal is sent: a client that is cut off while
 * it writes never reads the answer. W-30, W-06
 */
export function drainRefusedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }, { statusCode }) => {
    if (statusCode === 413 && !raw.complete && !raw.destroyed) await drained(raw);
  });
}

function drained(raw: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const count = ({ length }: Buffer) => {
      bytes += length;
      if (bytes > MOST_BYTES) end();
    };
    const end = () => {
      clearTimeout(timer);
      raw.off('data', count).off('end', end).off('close', end);
      resolve();
    };
    const timer = setTimeout(end, LONGEST_MS);
    raw.on('data', count).on('end', end).on('close', end).resume();
  });
}
