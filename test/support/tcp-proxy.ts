import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a network fails: with an answer, or without any. */
export type Outage = 'refuses' | 'falls silent';

/** A way to a server of this machine that can be interrupted and slowed. */
export class TcpProxy {
  readonly #sockets = new Set<Socket>();
  /** What waits in a silence arrives when it is over. */
  readonly #late: (() => void)[] = [];
  readonly #server: Server;
  #outage: Outage | undefined;
  #delayMs = 0;
  #turnedAway = 0;

  /** @param target where new connections go; it may change. */
  private constructor(public target: number) {
    this.#server = createServer((client) => this.#welcome(client));
  }

  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many connections were refused, or left without an answer. */
  get turnedAway(): number {
    return this.#turnedAway;
  }

  interrupt(outage: Outage): void {
    this.#outage = outage;
    if (outage === 'refuses') for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#outage = undefined;
    for (const act of this.#late.splice(0)) act();
  }

  /** From now on everything arrives so much later; zero ends it. */
  slow(byMs: number): void {
    this.#delayMs = byMs;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server.close(), 'close');
  }

  #welcome(client: Socket): void {
    this.#keep(client);
    if (this.#outage) this.#turnedAway += 1;
    if (this.#outage === 'refuses') return void client.destroy();
    const server = connect(this.target, '127.0.0.1');
    this.#keep(server);
    this.#forward(client, server);
    this.#forward(server, client);
  }

  #forward(from: Socket, to: Socket): void {
    let before: Promise<unknown> = Promise.resolve();
    const pass = (act: () => void) => {
      before = Promise.all([before, this.#delayMs > 0 && pause(this.#delayMs)]).then(() => this.#pass(act));
    };
    from.on('data', (chunk) => pass(() => to.write(chunk)));
    from.on('close', () => pass(() => to.end()));
  }

  #pass(act: () => void): void {
    if (this.#outage === 'falls silent') this.#late.push(act);
    else act();
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    // A connection that breaks is what this is for.
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
  }
}
