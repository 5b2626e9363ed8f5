import { TcpProxy } from '../support/tcp-proxy.ts';

/** The ways between the processes, by who speaks to whom. */
export const linkNames = [
  'clients to API',
  'API to PostgreSQL',
  'API to Temporal',
  'worker to PostgreSQL',
  'worker to Temporal',
  'worker to mail',
] as const;
export type LinkName = (typeof linkNames)[number];

/** Every connection of the product goes through one of these, so that it can be cut and slowed. */
export class Links {
  private constructor(readonly proxies: Record<LinkName, TcpProxy[]>) {}

  /** @param mailPorts of the mail servers, each of which has a way of its own; they share their fate. */
  static async open(mailPorts: readonly number[]): Promise<Links> {
    const one = async () => [await TcpProxy.start(0)];
    return new Links({
      'clients to API': await one(),
      'API to PostgreSQL': await one(),
      'API to Temporal': await one(),
      'worker to PostgreSQL': await one(),
      'worker to Temporal': await one(),
      'worker to mail': await Promise.all(mailPorts.map((port) => TcpProxy.start(port))),
    });
  }

  /** The ports to speak to. */
  ports(name: LinkName): number[] {
    return this.proxies[name].map(({ port }) => port);
  }

  port(name: LinkName): number {
    return this.ports(name)[0] as number;
  }

  /** Leads all ways to a server, which has just been started, to where it is now. */
  aim(server: 'API' | 'PostgreSQL' | 'Temporal', port: number): void {
    const ways = linkNames.filter((name) => name.endsWith(` to ${server}`));
    for (const name of ways) for (const proxy of this.proxies[name]) proxy.target = port;
  }

  async close(): Promise<void> {
    await Promise.all(linkNames.flatMap((name) => this.proxies[name].map((proxy) => proxy.close())));
  }
}
