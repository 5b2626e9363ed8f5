import { afterAll, beforeAll, expect, it } from 'vitest';

import { loadSettings } from '../../platform/config/settings.ts';
import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { type DevServer, startTemporal } from '../../platform/temporal/dev-server.ts';
import { againIdOf } from '../../workflows/contracts/list-send-ids.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
import { launch } from '../support/launch.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';

/** From which this server asks a workflow to go on as another one, where others say 4,096: a page of a list is six. */
const SUGGESTED_EVENTS = 8;
/** Three pages. */
const READERS = 2_001;

const content = { title: 'T', body: 'B' };

let server: DevServer;
let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  server = await startImpatientServer();
  temporal = await ownNamespace(server.address);
  engine = await startEngine({ ...temporal, ports: { providers: { outbox: flakyProvider() } } });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
  await server.child.stop('SIGKILL', 0);
});

async function startImpatientServer(): Promise<DevServer> {
  const limit = ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SUGGESTED_EVENTS}`];
  return startTemporal({
    cli: await findTemporalCli({ path: loadSettings(process.env).temporalCli, env: process.env, say: () => {} }),
    port: 0,
    namespace: 'default',
    searchAttributes: Object.values(searchAttributes).map(({ name }) => name),
    launch: (options) => launch({ ...options, args: [...options.args, ...limit] }),
  });
}

/** How every workflow ended that one went on as, the oldest first. */
async function endsOf(workflowId: string): Promise<string[]> {
  const runs = [];
  for await (const run of engine.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run);
  runs.sort((one, other) => one.startTime.getTime() - other.startTime.getTime());
  return runs.map(({ status }) => status.name);
}

it('row 7 A-23 a send to a list goes on as another workflow when the server asks for it, page by page and then for those who wait', {
  timeout: 90_000,
}, async () => {
  await readersOf(engine, 'all', [...numbered(READERS - 1), 'later2']);
  const after = { action: 'send', message: { to: { email: 'last@example.com' }, content } };
  const steps = [{ action: 'send-list', list: 'all', message: { content } }, after];
  const runId = await invoke(engine, { automation: { steps } });
  await untilEnded(engine, runId);
  const { run: ended, steps: shown } = await inspect(engine, runId);
  expect([ended.status, ...shown.map(({ status }: { status: string }) => status)]).toEqual(Array(3).fill('PROCESSED'));
  const [{ message_id: first }] = shown;
  await engine.client.workflow.getHandle(againIdOf(first)).result();

  const told = await engine.database.query('SELECT status, count(*)::int FROM message GROUP BY status');
  expect(told).toEqual([{ status: 'SENT', count: READERS + 1 }]);
  await eventually(async () => {
    expect(await Promise.all([first, againIdOf(first)].map(endsOf))).toEqual([
      ['CONTINUED_AS_NEW', 'CONTINUED_AS_NEW', 'COMPLETED'],
      ['CONTINUED_AS_NEW', 'COMPLETED'],
    ]);
  });
});
