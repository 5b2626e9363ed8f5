import { createServer } from 'node:net';

/** The wanted port when it is free on the host, else any free one; `0` wants any. */
export async function freePort(wanted = 0, host = '127.0.0.1'): Promise<number> {
  return (await listenOnce(wanted, host)) ?? (await listenOnce(0, host)) ?? Promise.reject(noPort(host));
}

/** The port that could be listened on, closed again; undefined when that failed. */
function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

function noPort(host: string): Error {
  return new Error(`no port of ${host} is free`);
}
