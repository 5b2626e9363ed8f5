import { homedir } from 'node:os';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

import type { Child, Launch } from '../child-process.ts';
import { EndedEarly } from '../ended-early.ts';
import { freePort } from '../free-port.ts';
import { untilAnswers } from '../until-answers.ts';

export interface DevServerOptions {
  /** Path of the `temporal` program. */
  cli: string;
  /** SQLite file; absent: in memory. */
  databaseFile?: string;
  /** `0` or a port in use: a free one. */
  port: number;
  /** As `port`; absent: no Web UI. */
  uiPort?: number;
  /** Where the server tells its own metrics; absent: nowhere we know of. */
  metricsPort?: number;
  namespace: string;
  /** Names of keyword attributes. */
  searchAttributes: readonly string[];
  launch: Launch;
}

/** A development server of Temporal that answers. */
export interface DevServer {
  /** `host:port` of its gRPC. */
  address: string;
  uiUrl?: string;
  metricsUrl?: string;
  child: Child;
}

const HOST = '127.0.0.1';
/** The server's own default is a day. R-10 */
const RETENTION_MS = 30 * 86_400_000;

/** How often other ports are tried. */
const MOST_STARTS = 5;

type Ports = Pick<DevServerOptions, 'port' | 'uiPort' | 'metricsPort'>;

/**
 * Starts the server and waits until its namespace answers. A port that was free may be taken before the server is there:
 * when it ends and other ports would be chosen now, it is started again on those. Throws when it ends or stays silent.
 */
export async function startTemporal(options: DevServerOptions): Promise<DevServer> {
  let ports = await choosePorts(options);
  for (let starts = 1; ; starts += 1) {
    try {
      return await startOn(ports, options);
    } catch (error) {
      const others = await choosePorts(options);
      if (!(error instanceof EndedEarly) || starts === MOST_STARTS || isEqual(others, ports)) throw error;
      ports = others;
    }
  }
}

async function choosePorts({ port, uiPort, metricsPort }: Ports): Promise<Ports> {
  return {
    port: await freePort(port, HOST),
    ...(uiPort !== undefined && { uiPort: await freePort(uiPort, HOST) }),
    ...(metricsPort !== undefined && { metricsPort: await freePort(metricsPort, HOST) }),
  };
}

function isEqual(one: Ports, other: Ports): boolean {
  return one.port === other.port && one.uiPort === other.uiPort && one.metricsPort === other.metricsPort;
}

async function startOn(ports: Ports, options: DevServerOptions): Promise<DevServer> {
  const { cli, namespace, launch } = options;
  const { port, uiPort, metricsPort } = ports;
  let isStarting = true;
  const child = await launch({
    command: cli,
    args: argumentsOf({ ...options, ...ports }),
    // An empty environment but HOME: the user's own TEMPORAL_* variables are meant for clients, and the program reads them.
    env: { HOME: homedir() },
    isExpendable: () => isStarting,
  });
  const address = `${HOST}:${port}`;
  await untilAnswers(child, 'the Temporal server', () => keepLonger(address, namespace));
  isStarting = false;
  const uiUrl = uiPort && `http://${HOST}:${uiPort}`;
  const metricsUrl = metricsPort && `http://${HOST}:${metricsPort}/metrics`;
  return { address, child, ...(uiUrl && { uiUrl }), ...(metricsUrl && { metricsUrl }) };
}

function argumentsOf(options: Omit<DevServerOptions, 'cli' | 'launch'>): string[] {
  const { databaseFile, port, uiPort, metricsPort, namespace, searchAttributes } = options;
  return [
    ['server', 'start-dev', '--ip', HOST, '--port', `${port}`, '--namespace', namespace, '--log-level', 'error'],
    uiPort ? ['--ui-port', `${uiPort}`] : ['--headless'],
    metricsPort ? ['--metrics-port', `${metricsPort}`] : [],
    databaseFile ? ['--db-filename', databaseFile] : [],
    searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ].flat();
}

/** Fails until the server answers and has made its namespace. */
async function keepLonger(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    const workflowExecutionRetentionTtl = msToTs(RETENTION_MS);
    await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  } finally {
    await connection.close();
  }
}
