import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Systems give ports above these to connections, which could take one between our look and its use. */
const FIRST_PORT = 10_000;
const LAST_PORT = 29_999;
const MOST_TRIES = 50;

/** The wanted port when it is free on the host, else any free one; `0` wants any. */
export async function freePort(wanted = 0, host = '127.0.0.1'): Promise<number> {
  for (let tries = 0, port = wanted || anyPort(); tries < MOST_TRIES; tries += 1, port = anyPort()) {
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no port of ${host} is free`);
}

function anyPort(): number {
  return randomInt(FIRST_PORT, LAST_PORT + 1);
}

/** Whether it could be listened on. */
function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
