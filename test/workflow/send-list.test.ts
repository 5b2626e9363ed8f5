import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { readersOf, numbered } from '../support/lists.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer();
  await configureSmtp(engine, mailServer.port);
  await publishTemplate(engine, 'NEWS', { title: 'News for {{profile.first_name}}', body: 'Of {{data.day}}.' });
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await temporal.close();
});

beforeEach(() => {
  mailServer.mails.length = 0;
});

const mailed = () => mailServer.mails.map(({ to }) => to[0]?.split('@')[0]).sort();

async function run(steps: object[], context: object = {}) {
  const runId = await invoke(engine, { ...context, automation: { steps } });
  await untilEnded(engine, runId);
  return { runId, ...(await inspect(engine, runId)) };
}

describe('send-list', () => {
  it('A-23 every subscriber gets one message of the template, with their own profile; the step has one id for all', async () => {
    await readersOf(engine, 'small', ['ada', 'bob', 'eve']);
    const {
      runId,
      run: ended,
      steps,
    } = await run([{ action: 'send-list', list: 'small', template: 'NEWS', data: { day: 'Monday' } }], {
      recipient: 'ada',
      profile: { first_name: 'Not Ada' },
    });
    expect(engine.errors).toEqual([]);
    expect(ended.status).toBe('PROCESSED');
    expect(steps).toMatchObject([
      { action: 'send-list', status: 'PROCESSED', message_id: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) },
    ]);
    expect(mailed()).toEqual(['ada', 'bob', 'eve']);
    expect(mailServer.mails.map(({ subject }) => subject).sort()).toEqual([
      'News for BOB',
      'News for EVE',
      'News for Not Ada',
    ]);
    const { body } = await ask(engine, 'GET', `/messages?traceId=${runId}`);
    expect(body.results.map(({ status, recipient }: never) => `${recipient} ${status}`).sort()).toEqual([
      'ada SENT',
      'bob SENT',
      'eve SENT',
    ]);
  });

  it('A-23 pages: 2,345 subscribers get one message each', { timeout: 120_000 }, async () => {
    const users = numbered(2_345);
    await readersOf(engine, 'pages', users);
    const { run: ended } = await run([{ action: 'send-list', list: 'pages', template: 'NEWS' }]);
    expect(engine.errors).toEqual([]);
    expect(ended.status).toBe('PROCESSED');
    expect(mailed()).toEqual(users);
  });
});
