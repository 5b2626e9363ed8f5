import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

export interface MetricsServerOptions {
  host: string;
  /** `0`: a free one. */
  port: number;
  /** Every metric as text, asked for at each request. */
  read: () => Promise<string>;
}

/** Serves `GET /metrics`, on a listener of its own: who reaches the API does not reach it. R-22 */
export class MetricsServer {
  private constructor(readonly server: Server) {}

  /** Rejects when it cannot listen there. */
  static async listen({ host, port, read }: MetricsServerOptions): Promise<MetricsServer> {
    const server = createServer(async ({ method, url }, response) => {
      if (method !== 'GET' || url !== '/metrics') return response.writeHead(404).end();
      const text = await read().catch(() => undefined);
      if (text === undefined) return response.writeHead(500).end();
      return response.writeHead(200, { 'content-type': TEXT }).end(text);
    });
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return new MetricsServer(server.unref());
  }

  get url(): string {
    const { address, port, family } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
