import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { RunStart } from '../../activities/ports/run-start.ts';
import { Workflows } from '../../activities/ports/workflows.ts';
import { type ApiDependencies, createApp } from '../../apps/api/app.ts';
import { Database } from '../../platform/database/database.ts';
import { keyHash } from '../../platform/key-hash.ts';
import { Secrets } from '../../platform/secrets.ts';
import { TemporalProbe } from '../../platform/temporal/temporal-probe.ts';
import { createDatabase } from './postgres.ts';

/** Remembers which runs would have been started, and told that they are canceled. */
class RecordingWorkflows extends Workflows {
  readonly started: RunStart[] = [];
  readonly told: string[] = [];

  override start(run: RunStart): void {
    this.started.push(run);
  }

  override cancel(runIds: readonly string[]): void {
    this.told.push(...runIds);
  }

  override release(): void {}
}

/** Says what it is told to say. */
export class SettableProbe extends TemporalProbe {
  answer = { temporal: true, worker: true };

  override async check() {
    return this.answer;
  }
}

/** One key of each half of one workspace, and one of another company. */
export const keys = { test: 'pk_test_one', production: 'pk_prod_one', stranger: 'pk_test_two' };

/** The API in this process, over a database of its own that holds nothing but workspaces and keys. */
export async function startApi(changes: Partial<ApiDependencies> = {}) {
  const databaseUrl = changes.database ? '' : await createDatabase();
  const database = changes.database ?? new Database({ databaseUrl });
  const workflows = new RecordingWorkflows();
  const probe = new SettableProbe();
  const secrets = new Secrets([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
  const log = pino({ level: 'silent' });
  const app = await createApp({ database, workflows, probe, secrets, log, rateLimits: [], ...changes });
  if (!changes.database) await seed(database);
  return { app, database, databaseUrl, workflows, probe, ask: askerOf(app), close: () => closeAll(app, database) };
}

export type ApiUnderTest = Awaited<ReturnType<typeof startApi>>;

/** Adds a key; its id is its own text. */
export async function addKey(
  database: Database,
  key: string,
  changes: { mock?: boolean; scopes?: string[]; expiresAt?: Date } = {},
) {
  const data = { id: key, environmentId: 'one-test', name: key, hash: keyHash(key), ...changes };
  await database.prisma.apiKey.create({ data });
}

/** Asks as the holder of the test key, unless told otherwise; a `body` is sent as JSON. */
function askerOf(app: NestFastifyApplication) {
  return async (method: InjectOptions['method'], url: string, { key = keys.test, body, ...options }: Ask = {}) => {
    const headers = { authorization: `Bearer ${key}`, ...options.headers };
    const payload = body === undefined ? {} : { payload: body as object };
    return app.inject({ ...options, method, url, headers, ...payload });
  };
}

type Ask = Omit<InjectOptions, 'method' | 'url' | 'body'> & { key?: string; body?: unknown };

async function seed({ prisma }: Database): Promise<void> {
  await prisma.workspace.createMany({ data: ['one', 'two'].map((id) => ({ id, name: `Workspace ${id}` })) });
  const halves = ['one-test', 'one-production', 'two-test'].map((id) => {
    const [workspaceId = '', kind = ''] = id.split('-');
    return { id, workspaceId, kind };
  });
  await prisma.environment.createMany({ data: halves });
  const owners: [string, string][] = [
    [keys.test, 'one-test'],
    [keys.production, 'one-production'],
    [keys.stranger, 'two-test'],
  ];
  const rows = owners.map(([key, environmentId]) => ({ id: key, name: key, environmentId, hash: keyHash(key) }));
  await prisma.apiKey.createMany({ data: rows });
}

async function closeAll(app: NestFastifyApplication, database: Database): Promise<void> {
  await app.close();
  await database.close();
}
