import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** The address of this machine that it was sent to. */
  to: string;
}

/** A real HTTP server on a free port of this machine; it keeps what it is asked and counts who connects. */
export async function startWebServer(
  answer: (request: ReceivedRequest, response: ServerResponse) => void = (_, response) => response.end('{}'),
  host = '127.0.0.1',
) {
  const requests: ReceivedRequest[] = [];
  const counts = { connections: 0 };
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers, socket } = incoming;
    const request = { method, path, headers, body: await text(incoming), to: socket.localAddress ?? '' };
    requests.push(request);
    answer(request, response);
  });
  server.on('connection', () => {
    counts.connections += 1;
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://${host}:${port}`, port, requests, counts, close };
}

export type WebServer = Awaited<ReturnType<typeof startWebServer>>;
