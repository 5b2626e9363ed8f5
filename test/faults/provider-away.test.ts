import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { atOnce } from '../../activities/at-once.ts';
import { invoke } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

/** What is promised is tried with TEST_OUTAGE=full (see CONTRIBUTING); every run of the tests tries it with less. */
const isFull = process.env.TEST_OUTAGE === 'full';
const RUNS = isFull ? 300 : 60;
const READERS = isFull ? 5_000 : 600;
/** At least so long nobody gets through. */
const OUTAGE_MS = isFull ? 60_000 : 3_000;
/** A message that was put off for a while is put off for as long again. */
const PATIENCE_MS = isFull ? 400_000 : 240_000;

const content = { title: 'T', body: 'B' };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let way: TcpProxy;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, outbox: false });
  // A connection that is cut in the middle of a mail leaves a doubt, and then it is said once more, under the same key.
  mailServer = await startMailServer({ deduplicates: true });
  way = await TcpProxy.start(mailServer.port);
  await configureSmtp(engine, way.port);
});

afterAll(async () => {
  await engine.close();
  await way.close();
  await mailServer.close();
  await temporal.close();
});

it(`row 4 F-13 the provider is gone in the middle of ${RUNS} runs and of a list of ${READERS}: no run waits for it, and everything arrives once`, {
  timeout: PATIENCE_MS * 2,
}, async () => {
  await readersOf(engine, 'all', numbered(READERS));
  const list = begin({ action: 'send-list', list: 'all', message: { content } });
  const running = atOnce(5, [...Array(RUNS).keys()], start);
  await eventually(() => expect(mailServer.mails.length).toBeGreaterThan((RUNS + READERS) / 10), PATIENCE_MS);
  const back = pause(OUTAGE_MS);
  way.interrupt('refuses');
  await Promise.all([list, running]);
  await eventually(async () => expect(await statusesOf('run')).toEqual({ PROCESSED: RUNS + 1 }), PATIENCE_MS);
  const before = mailServer.mails.length;
  expect(before).toBeLessThan(RUNS + READERS);
  await back;
  expect(mailServer.mails.length).toBe(before);
  way.mend();

  await eventually(async () => expect(await statusesOf('message')).toEqual({ SENT: RUNS + READERS }), PATIENCE_MS);
  expect(new Set(mailServer.mails.map(({ key }) => key)).size).toBe(RUNS + READERS);
  expect(mailServer.mails.length).toBe(RUNS + READERS);
  const count = async (type: string) => (await temporal.client.workflow.count(`WorkflowType = '${type}'`)).count;
  await eventually(async () => expect([await count('automation'), await count('listSend')]).toEqual([RUNS + 1, 2]));
  // Of those who got their own message late, each has a workflow; of those on the list, nobody.
  expect(await count('message')).toBeLessThanOrEqual(RUNS);
});

function start(place: number): Promise<string> {
  return begin({ action: 'send', message: { to: { email: `alone-${place}@example.com` }, content } });
}

/** As a client does: a 503 is asked again. */
function begin(step: object): Promise<string> {
  return eventually(() => invoke(engine, { automation: { steps: [step] } }));
}

async function statusesOf(table: 'run' | 'message'): Promise<Record<string, number>> {
  const rows = await engine.database.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int FROM ${table} GROUP BY status`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
