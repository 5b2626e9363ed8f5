import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

interface Answer {
  status: number;
  type?: string;
  text?: string;
}

const UNKNOWN = async (): Promise<Answer> => ({ status: 404 });

export interface MetricsServerOptions {
  host: string;
  /** `0`: a free one. */
  port: number;
  /** Every metric as text, asked for at each request. */
  read: () => Promise<string>;
  /** Of a process that has no other listener: whether it does its work. */
  isReady?: () => Promise<boolean>;
}

/** Serves `GET /metrics` on a listener of its own: who reaches the API does not reach it. R-22 */
export class MetricsServer {
  private constructor(readonly server: Server) {}

  /** Rejects when it cannot listen there. */
  static async listen({ host, port, ...asked }: MetricsServerOptions): Promise<MetricsServer> {
    const answers = answersTo(asked);
    const server = createServer(async ({ method, url = '' }, response) => {
      const answer = (method === 'GET' && answers.get(url)) || UNKNOWN;
      const { status, type, text } = await answer().catch((): Answer => ({ status: 500 }));
      response.writeHead(status, type ? { 'content-type': type } : {}).end(text);
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

function answersTo({ read, isReady }: Pick<MetricsServerOptions, 'read' | 'isReady'>) {
  const answers = new Map([
    ['/metrics', async (): Promise<Answer> => ({ status: 200, type: TEXT, text: await read() })],
  ]);
  if (!isReady) return answers;
  return answers.set('/health/ready', async () => {
    const [status, health] = (await isReady()) ? [200, 'ok'] : [503, 'unavailable'];
    return { status, type: 'application/json', text: JSON.stringify({ status: health }) };
  });
}
