import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { freePort } from '../../platform/free-port.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { API_KEY } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { ownNamespace } from '../support/namespace.ts';
import type { World } from './world.ts';

const READY_MS = 60_000;

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** The built API and worker as processes of their own, over a database and a namespace of their own, with an outbox. */
export async function startProduct({ postgres, temporal, env }: World) {
  const databaseUrl = await copyDatabase(postgres.url, postgres.template);
  const database = new Database({ databaseUrl, poolSize: 4 });
  await ensureWorkspace(database.pool, { apiKey: API_KEY, outbox: true });
  const { namespace, client, ...connections } = await ownNamespace(temporal.address);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...env,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: namespace,
    ANGARIUM_PORT: `${port}`,
    ANGARIUM_METRICS_PORT: '0',
    ANGARIUM_LOG_LEVEL: 'error',
  };
  const onLine = (line: string) => process.stderr.write(`${line}\n`);
  const begin = (app: 'api' | 'worker') =>
    launch({ command: process.execPath, args: [`dist/apps/${app}/main.js`], env: settings, onLine });
  const [api, first] = await Promise.all([begin('api'), begin('worker')]);
  let worker = first;
  await eventually(() => mustBeReady(url), READY_MS);
  const close = async () => {
    // What the benches leave unfinished, nobody misses.
    await Promise.all([api.stop('SIGKILL', 0), worker.stop('SIGKILL', 0)]);
    await database.close();
    await connections.close();
  };
  /** Kills the worker, whatever it does, and starts another one; the new one's process id. */
  const replaceWorker = async () => {
    await worker.stop('SIGKILL', 0);
    worker = await begin('worker');
    return worker.pid;
  };
  return {
    url,
    replaceWorker,
    database,
    databaseUrl,
    client,
    namespace,
    pids: { api: api.pid, worker: worker.pid },
    close,
  };
}

async function mustBeReady(url: string): Promise<void> {
  const { status } = await fetch(`${url}/health/ready`);
  if (status !== 200) throw new Error(`/health/ready: ${status}`);
}
