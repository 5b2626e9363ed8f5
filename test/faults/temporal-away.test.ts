import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { atOnce } from '../../activities/at-once.ts';
import { RunReconciler } from '../../apps/worker/run-reconciler.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import type { Database } from '../../platform/database/database.ts';
import { RunChecks } from '../../platform/database/runs/run-checks.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { freePort } from '../../platform/free-port.ts';
import { newRunId } from '../../platform/ids.ts';
import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { startTemporal } from '../../platform/temporal/dev-server.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { ask, invoke } from '../support/ask.ts';
import { startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { newFolder } from '../support/programs.ts';

const RUNS = 500;
/** Their API was killed after it had committed them, and before it started them. */
const ORPHANS = 50;

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const folder = newFolder();
const namespace = 'default';
let cli: string;
let port: number;

beforeAll(async () => {
  const { temporalCli: path } = loadSettings(process.env);
  cli = await findTemporalCli({ path, env: process.env, say: () => {} });
  port = await freePort(0, '127.0.0.1');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A server whose runs are in a file, always on the same port. */
async function startServer() {
  const databaseFile = join(folder, 'temporal.db');
  const names = Object.values(searchAttributes).map(({ name }) => name);
  const { address, child } = await startTemporal({
    cli,
    port,
    databaseFile,
    namespace,
    searchAttributes: names,
    launch,
  });
  return { address, kill: () => child.stop('SIGKILL', 0) };
}

it('row 2 F-13 500 requests while Temporal is dead, and 50 runs whose API died before it started them: each is one workflow and one message', {
  timeout: 600_000,
}, async () => {
  let server = await startServer();
  const connection = await NativeConnection.connect({ address: server.address });
  const client = new Client({ connection: Connection.lazy({ address: server.address }), namespace });
  const engine = await startEngine({ connection, client });
  const stopping = new AbortController();
  try {
    await server.kill();
    const accepted = await atOnce(10, Array.from({ length: RUNS }), () =>
      invoke(engine, { automation: { steps: [send] } }),
    );
    const orphans = await Promise.all(Array.from({ length: ORPHANS }, () => orphan(engine.database)));
    expect(new Set([...accepted, ...orphans]).size).toBe(RUNS + ORPHANS);
    expect(await statuses(engine.database)).toEqual([{ status: 'NOT PROCESSED', runs: RUNS + ORPHANS }]);
    expect((await ask(engine, 'GET', `/automations/runs/${accepted[0]}`)).body.run.status).toBe('NOT PROCESSED');

    server = await startServer();
    const reconciler = new RunReconciler({ checks: new RunChecks(engine.database), ...engine, onError: () => {} });
    const reconciling = reconciler.run(stopping.signal);
    await eventually(
      async () => expect(await statuses(engine.database)).toEqual([{ status: 'PROCESSED', runs: RUNS + ORPHANS }]),
      500_000,
    );
    stopping.abort();
    await reconciling;
    const [sent] = await engine.database.query(
      `SELECT count(*)::int AS attempts, count(DISTINCT message_id)::int AS messages FROM attempt WHERE outcome = 'sent'`,
    );
    expect(sent).toEqual({ attempts: RUNS + ORPHANS, messages: RUNS + ORPHANS });
    await eventually(async () => expect((await client.workflow.count()).count).toBe(RUNS + ORPHANS));
  } finally {
    stopping.abort();
    await engine.close();
    await connection.close();
    await client.connection.close();
    await server.kill();
  }
});

async function statuses(database: Database): Promise<unknown[]> {
  return database.query('SELECT status, count(*)::int AS runs FROM run GROUP BY status');
}

/** A run as the API commits it; nothing starts it after that. */
async function orphan(database: Database): Promise<string> {
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps: [send] } }), Date.now());
  const id = newRunId(new Date());
  await new RunIntake(database).accept({
    id,
    environmentId: 'test',
    kind: 'automation',
    source: [],
    mock: false,
    context,
    plan,
  });
  return id;
}
