import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { startPostgres } from '../../platform/database/embedded/embedded-postgres.ts';
import { freePort } from '../../platform/free-port.ts';
import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { startTemporal } from '../../platform/temporal/dev-server.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { eventually } from '../support/eventually.ts';
import { environments } from './environments.ts';
import type { Links } from './links.ts';
import { OutputLog } from './output-log.ts';
import { Piece } from './piece.ts';
import { prepareDatabase } from './prepare-database.ts';

const READY_MS = 60_000;
const PASSWORD = 'proof';

export const pieceNames = ['API', 'worker', 'Temporal', 'PostgreSQL'] as const;
export type PieceName = (typeof pieceNames)[number];

/** The product as it runs in production: its own built programs, each a process that can be lost alone. */
export class Product {
  readonly pieces: Record<PieceName, Piece>;
  readonly #log: OutputLog;

  constructor(
    readonly folder: string,
    readonly links: Links,
  ) {
    this.#log = new OutputLog(folder);
    this.pieces = {
      API: new Piece('API', () => this.#beginApi()),
      worker: new Piece('worker', () => this.#beginWorker()),
      Temporal: new Piece('Temporal', () => this.#beginTemporal()),
      PostgreSQL: new Piece('PostgreSQL', () => this.#beginPostgres()),
    };
  }

  /** Where its API is reached. */
  get url(): string {
    return `http://127.0.0.1:${this.links.port('clients to API')}`;
  }

  async start(): Promise<void> {
    await Promise.all([this.pieces.PostgreSQL.start(), this.pieces.Temporal.start()]);
    await prepareDatabase(this.#databaseUrl('API'), environments);
    await Promise.all([this.pieces.API.start(), this.pieces.worker.start()]);
    await this.untilReady();
  }

  /** Waits until every piece answers (R-20). Throws after a minute. */
  async untilReady(): Promise<void> {
    await eventually(async () => {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      const { checks } = (await response.json()) as { checks: Record<string, string> };
      const missing = Object.keys(checks).filter((name) => checks[name] !== 'up');
      if (missing.length > 0) throw new Error(`not ready: ${missing.join(', ')}`);
    }, READY_MS);
  }

  /** A rolling restart: the new process takes over before the old one is told to stop. */
  async replace(name: 'API' | 'worker'): Promise<void> {
    await this.pieces[name].replaceBy(await this.pieces[name].begin());
  }

  async stop(): Promise<void> {
    for (const name of pieceNames) await this.pieces[name].stop();
    this.#log.close();
  }

  async #beginApi() {
    const port = await freePort();
    const child = await this.#begin('API', 'dist/apps/api/main.js', { ANGARIUM_PORT: `${port}` });
    // While there is another one, clients go there until this one answers.
    if (this.pieces.API.isUp) await eventually(() => fetch(`http://127.0.0.1:${port}/health/live`), READY_MS);
    this.links.aim('API', port);
    return child;
  }

  /** Its metrics are one port above the one that is set. */
  async #beginWorker() {
    const port = await freePort();
    const child = await this.#begin('worker', 'dist/apps/worker/main.js', { ANGARIUM_METRICS_PORT: `${port - 1}` });
    // While there is another one, that one stays until this one asks for work.
    if (this.pieces.worker.isUp) await eventually(() => untilPolling(port), READY_MS);
    return child;
  }

  #begin(name: 'API' | 'worker', program: string, more: Record<string, string> = {}) {
    const env = {
      ...process.env,
      DATABASE_URL: this.#databaseUrl(name),
      TEMPORAL_ADDRESS: `127.0.0.1:${this.links.port(`${name} to Temporal`)}`,
      ANGARIUM_LOG_LEVEL: 'warn',
      ...more,
    };
    return this.#log.launch(name)({ command: process.execPath, args: [program], env });
  }

  async #beginTemporal() {
    const { child, address } = await startTemporal({
      cli: await findTemporalCli({ path: undefined, env: process.env, say: () => {} }),
      databaseFile: join(this.folder, 'temporal.db'),
      port: 0,
      namespace: 'default',
      searchAttributes: Object.values(searchAttributes).map(({ name }) => name),
      launch: this.#log.launch('Temporal'),
    });
    this.links.aim('Temporal', Number(address.split(':').at(-1)));
    return child;
  }

  /** With the server's own settings: what it said is committed is on the disk. */
  async #beginPostgres() {
    const folder = join(this.folder, 'postgres');
    await mkdir(folder, { recursive: true, mode: 0o711 });
    const launch = this.#log.launch('PostgreSQL');
    const { child, port } = await startPostgres({ folder, password: PASSWORD, launch });
    this.links.aim('PostgreSQL', port);
    return child;
  }

  #databaseUrl(client: 'API' | 'worker'): string {
    return `postgresql://postgres:${PASSWORD}@127.0.0.1:${this.links.port(`${client} to PostgreSQL`)}/angarium`;
  }
}

async function untilPolling(metricsPort: number): Promise<void> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  if (!/^temporal_num_pollers\{.* [1-9]/m.test(metrics)) throw new Error('the worker asks for no work yet');
}
