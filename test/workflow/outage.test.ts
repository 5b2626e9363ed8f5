import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { checkLedger } from '../support/ledger-checker.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { createDatabase } from '../support/postgres.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import { type Outage, TcpProxy } from '../support/tcp-proxy.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let proxy: TcpProxy;
let engine: Engine;
/** Past the proxy. */
let direct: Database;
/** Called when a mail arrives, before it is accepted. */
let onMail: () => void;

beforeEach(async () => {
  onMail = () => {};
  const url = new URL(await createDatabase());
  direct = new Database({ databaseUrl: url.href });
  proxy = await TcpProxy.start(Number(url.port));
  url.port = `${proxy.port}`;
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, databaseUrl: url.href, outbox: false });
  mailServer = await startMailServer({ onMail: () => onMail() });
  await configureSmtp(engine, mailServer.port);
});

afterEach(async () => {
  proxy.mend();
  await engine.close();
  await temporal.close();
  await mailServer.close();
  await proxy.close();
  await direct.close();
});

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const delay = { action: 'delay', duration: '3 seconds' };
const outages: Outage[] = ['refuses', 'falls silent'];

/** What the API says while it cannot reach the database. */
async function answerOf(method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const response = await fetch(`${engine.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  const { type } = (await response.json()) as { type: string };
  return { status: response.status, type, retryAfter: response.headers.get('retry-after') };
}

const away = { status: 503, type: 'api_error', retryAfter: expect.stringMatching(/^[1-9]\d*$/) };

/** Waits for the runs' ends: each did all that it should, once, and no workflow task failed on the way. */
async function expectProcessed(runIds: string[], sends: number) {
  for (const runId of runIds) {
    await untilEnded(engine, runId);
    expect((await inspect(engine, runId)).run.status).toBe('PROCESSED');
    expect(await failedWorkflowTasks(engine.client, runId)).toBe(0);
  }
  const { violations, stories } = await checkLedger(direct.pool, mailServer.mails);
  expect(violations).toEqual([]);
  expect(new Set(stories.map(({ runId }) => runId))).toEqual(new Set(runIds));
  const sent = stories.filter(({ action }) => action === 'send');
  expect(sent).toMatchObject(Array(sends).fill({ message: 'SENT', attempts: ['sent'], mails: 1 }));
}

describe.each(outages)('PostgreSQL, to which the network %s,', { timeout: 120_000 }, (outage) => {
  it('row 3 F-13 while a mail is accepted: the run goes on when it is back, and nothing is sent twice', async () => {
    onMail = () => mailServer.mails.length === 0 && proxy.interrupt(outage);
    const runId = await invoke(engine, { automation: { steps: [send, delay, send] } });
    await eventually(() => expect(mailServer.mails).toHaveLength(1));
    expect(await answerOf('GET', '/automations/runs')).toMatchObject(away);
    await eventually(() => expect(proxy.turnedAway).toBeGreaterThan(3));
    proxy.mend();
    await expectProcessed([runId], 2);
  });

  it('row 3 F-13 while runs wait: what they do next is done when it is back', async () => {
    const plans = [
      [delay, send],
      [delay, delay, send],
      [send, delay],
    ];
    const runIds = await Promise.all(plans.map((steps) => invoke(engine, { automation: { steps } })));
    await eventually(async () => {
      for (const runId of runIds) expect((await inspect(engine, runId)).run.status).toBe('WAITING');
    });
    proxy.interrupt(outage);
    await eventually(() => expect(engine.errors.length).toBeGreaterThan(6), 60_000);
    proxy.mend();
    await expectProcessed(runIds, 3);
  });
});

it('row 3 F-13 the API answers 503 while PostgreSQL is away and leaves nothing half done', async () => {
  const before = await direct.prisma.run.count();
  proxy.interrupt('refuses');
  const invocation = { automation: { steps: [send] } };
  const content = { title: 'T', body: 'B' };
  const notification = { name: 'N', tags: [], brand: null, subscription: null, routing: null, content };
  expect(await answerOf('POST', '/automations/invoke', invocation)).toMatchObject(away);
  expect(await answerOf('POST', '/notifications', { notification })).toMatchObject(away);
  expect(await answerOf('GET', '/automations/runs')).toMatchObject(away);
  proxy.mend();
  expect(await direct.prisma.run.count()).toBe(before);
  expect(await direct.prisma.template.count()).toBe(0);
  await expectProcessed([await invoke(engine, invocation)], 1);
});
