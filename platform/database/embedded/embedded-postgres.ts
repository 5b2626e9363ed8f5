import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

import type { Child, ChildOptions, Launch } from '../../child-process.ts';
import { EndedEarly } from '../../ended-early.ts';
import { freePort } from '../../free-port.ts';
import { untilAnswers } from '../../until-answers.ts';
import { forgetDeadServer } from './dead-server.ts';
import { mustFit } from './must-fit.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { PostgresUser } from './postgres-user.ts';
import { mustReach, postgresUser } from './postgres-user.ts';

export interface PostgresOptions {
  /** An existing folder of ours; the cluster is `cluster` in it. */
  folder: string;
  password: string;
  /** `name=value` each, for the server. */
  parameters?: string[];
  launch: Launch;
}

/** An embedded PostgreSQL that answers on 127.0.0.1. */
export interface Postgres {
  /** The URL of one of its databases. */
  url(database: string): string;
  port: number;
  child: Child;
}

/** How often other ports are tried. */
const MOST_STARTS = 5;

const run = promisify(execFile);

/**
 * Starts the server on a free port, making its cluster first when there is none; run as root it belongs to another user. Waits
 * until it answers. Throws when it ends or stays silent, or when that user cannot reach its files. A port that was free may be
 * taken before the server is there: it is started again on another one.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { folder, password, parameters = [], launch } = options;
  const { initdb, postgres } = await postgresBinaries();
  const user = await postgresUser();
  const cluster = join(folder, 'cluster');
  if (user) for (const path of [cluster, postgres]) await mustReach(user, path);
  const made = await stat(cluster).catch(() => undefined);
  if (made) await mustFit(cluster, postgres);
  else await makeCluster({ initdb, cluster, password, user, folder });
  await forgetDeadServer(cluster);
  const flags = [...standing, ...parameters].flatMap((parameter) => ['-c', parameter]);
  const server = { command: postgres, args: ['-D', cluster, ...flags], env: { LC_ALL: 'C', TZ: 'UTC' }, user };
  return startSomewhere({ ...server, password, launch });
}

type Start = Pick<PostgresOptions, 'password' | 'launch'> & ChildOptions;

async function startSomewhere(server: Start): Promise<Postgres> {
  for (let starts = 1; ; starts += 1) {
    const port = await freePort();
    try {
      return await startOn(port, server);
    } catch (error) {
      const wasTaken = error instanceof EndedEarly && (await freePort(port)) !== port;
      if (!wasTaken || starts === MOST_STARTS) throw error;
    }
  }
}

async function startOn(port: number, { password, launch, ...server }: Start): Promise<Postgres> {
  let isStarting = true;
  const child = await launch({
    ...server,
    args: [...server.args, '-p', `${port}`],
    isExpendable: () => isStarting,
  });
  const url = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  await untilAnswers(child, 'the embedded PostgreSQL', () => greet(url('postgres')));
  isStarting = false;
  return { url, port, child };
}

/** Connections come over TCP with a password; a socket in /tmp would be another door. */
const standing = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=fatal'];

interface NewCluster {
  initdb: string;
  cluster: string;
  folder: string;
  password: string;
  user: PostgresUser | undefined;
}

/** In a folder beside it, then renamed: a kill in the middle leaves no half cluster. */
async function makeCluster({ initdb, cluster, folder, password, user }: NewCluster): Promise<void> {
  const draft = join(folder, 'making');
  const passwordFile = join(draft, 'password');
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
    const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    const args = [`--pgdata=${join(draft, 'cluster')}`, ...flags, '--locale=C'];
    await run(initdb, args, { ...user, env: { LC_ALL: 'C', TZ: 'UTC' } });
    await rename(join(draft, 'cluster'), cluster);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function greet(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.end();
}
