import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What a provider was handed, as it wrote it down. */
export interface AcceptedParcel {
  key: string;
  address: string;
}

/**
 * The log of a provider that deduplicates: of each key it accepts one parcel and says yes to every other. Told over TCP, a line
 * of JSON a parcel, so that thousands cost little.
 */
export async function startParcelServer(onParcel: (count: number) => void = () => {}) {
  const accepted = new Map<string, AcceptedParcel>();
  let received = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const lines = createInterface({ input: socket });
    // A client killed in the middle of a call is part of the tests.
    for (const each of [socket, lines]) each.on('error', () => {});
    lines.on('line', (line) => {
      const { id, key, address } = JSON.parse(line);
      received += 1;
      if (!accepted.has(key)) accepted.set(key, { key, address });
      onParcel(received);
      socket.write(`${id}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, close, accepted: () => [...accepted.values()], received: () => received };
}
