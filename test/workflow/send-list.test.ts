import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ListSendReconciler } from '../../apps/worker/list-send-reconciler.ts';
import { ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import { ListSendStarter } from '../../platform/temporal/list-send-starter.ts';
import { againIdOf } from '../../workflows/contracts/list-send-ids.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let isAway = false;
let onMail: () => Promise<void> | undefined = () => undefined;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer({
    onMail: async () => {
      if (isAway) throw Object.assign(new Error('come again'), { responseCode: 451 });
      await onMail();
      if (isAway) throw Object.assign(new Error('come again'), { responseCode: 451 });
    },
  });
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

/** What a workflow can be found by in Temporal. */
async function findable(workflowId: string) {
  const { typedSearchAttributes } = await engine.client.workflow.getHandle(workflowId).describe();
  return [searchAttributes.environment, searchAttributes.kind].map((key) => typedSearchAttributes.get(key));
}

/** Where a workflow stands in Temporal's queues; undefined is 3, and 5 comes last. */
async function priorityOf(workflowId: string): Promise<number | undefined> {
  return (await engine.client.workflow.getHandle(workflowId).describe()).priority?.priorityKey;
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

  it('A-23 U-07 a pattern, an unknown list, and the next step once everyone was tried', async () => {
    await readersOf(engine, 'team.a', ['ada', 'bob']);
    await readersOf(engine, 'team.b', ['bob', 'eve']);
    const template = 'NEWS';
    const { run: ended, steps } = await run(
      [
        { action: 'send-list', list: 'team.*', template },
        { action: 'send-list', list: 'nobody', template },
        { action: 'send', message: { to: { email: 'last@example.com' }, content: { title: 'Last', body: 'B' } } },
      ],
      { data: { day: 'Friday' } },
    );
    expect([ended.status, steps.map(({ status }: { status: string }) => status)]).toEqual([
      'PROCESSED',
      ['PROCESSED', 'PROCESSED', 'PROCESSED'],
    ]);
    expect(mailed()).toEqual(['ada', 'bob', 'eve', 'last']);
    expect(mailServer.mails.at(-1)?.subject).toBe('Last');
  });

  it('A-23 F-06 a template that does not exist ends step and run as ERROR, and nobody gets anything', async () => {
    const { run: ended, steps } = await run([{ action: 'send-list', list: 'team.*', template: 'NOWHERE' }]);
    expect([ended.status, steps[0].status, steps[0].context.reason]).toEqual([
      'ERROR',
      'ERROR',
      'template: NOWHERE does not exist',
    ]);
    expect(mailed()).toEqual([]);
  });

  it('A-23 messages of a list are found by it, and one of them can be sent once more', async () => {
    await readersOf(engine, 'found', ['ada', 'bob']);
    const { runId } = await run([{ action: 'send-list', list: 'found', template: 'NEWS' }]);
    const { body } = await ask(engine, 'GET', '/messages?list=found');
    expect(body.results.map(({ recipient }: { recipient: string }) => recipient).sort()).toEqual(['ada', 'bob']);
    expect((await ask(engine, 'GET', '/messages?list=other')).body.results).toEqual([]);
    const bob = body.results.find(({ recipient }: { recipient: string }) => recipient === 'bob');
    const resent = await ask(engine, 'POST', `/messages/${bob.id}/resend`);
    expect(resent.status).toBe(200);
    await eventually(() => expect(mailed()).toEqual(['ada', 'bob', 'bob']));
    expect((await ask(engine, 'GET', `/messages?traceId=${runId}`)).body.results).toHaveLength(2);
  });

  it('row 18 A-23 F-13 an outage of the provider holds no run: what waits goes out beside it, after all that is sent to one alone', {
    timeout: 60_000,
  }, async () => {
    await readersOf(engine, 'outage', ['ada', 'bob']);
    isAway = true;
    const { runId, run: ended, steps } = await run([{ action: 'send-list', list: 'outage', template: 'NEWS' }]);
    expect([ended.status, steps[0].status, mailed()]).toEqual(['PROCESSED', 'PROCESSED', []]);
    const again = engine.client.workflow.getHandle(againIdOf(steps[0].message_id));
    expect((await again.describe()).status.name).toBe('RUNNING');
    expect(await Promise.all([runId, steps[0].message_id, again.workflowId].map(priorityOf))).toEqual([
      undefined,
      5,
      5,
    ]);
    isAway = false;
    await again.result();
    expect(mailed()).toEqual(['ada', 'bob']);
  });

  /** A reconciler, and a list of which everybody waits: with the reconciler's own look at it. */
  async function deferred(list: string) {
    await readersOf(engine, list, ['ada', 'bob']);
    isAway = true;
    const { runId, steps } = await run([{ action: 'send-list', list, template: 'NEWS' }]);
    const messageId: string = steps[0].message_id;
    const reconciler = new ListSendReconciler({
      checks: new ListSendChecks(engine.database),
      workflows: engine.workflows,
      starter: new ListSendStarter(engine.client, () => true),
      onError: (error) => expect(error).toBeUndefined(),
    });
    const look = async () => {
      const past = `UPDATE list_send SET check_after = now() - interval '1 second' WHERE message_id = $1 AND check_after IS NOT NULL`;
      await engine.database.query(past, [messageId]);
      return reconciler.round();
    };
    return { runId, messageId, look, again: engine.client.workflow.getHandle(againIdOf(messageId)) };
  }

  const messagesOf = async (runId: string) => (await ask(engine, 'GET', `/messages?traceId=${runId}`)).body.results;
  const unchecked = () => engine.database.query('SELECT FROM list_send WHERE check_after IS NOT NULL');

  it('A-23 F-13 what waits and never had its workflow gets one', { timeout: 60_000 }, async () => {
    const { messageId, look, again } = await deferred('orphan');
    await again.terminate('by hand');
    isAway = false;
    // As if it had not been: of that id there is none.
    const reborn = engine.client.workflow.getHandle(againIdOf(`${messageId}-reborn`));
    await engine.database.query(
      `UPDATE list_send SET message_id = $2, check_after = now() - interval '1 second' WHERE message_id = $1`,
      [messageId, `${messageId}-reborn`],
    );
    await look();
    expect(await findable(reborn.workflowId)).toEqual(['test', 'list-send']);
    await eventually(() => expect(mailed()).toEqual(['ada', 'bob']), 30_000);
    await reborn.result();
    expect(await unchecked()).toEqual([]);
  });

  it.each([
    ['terminate', 'UNDELIVERABLE'],
    ['cancel', 'CANCELED'],
  ] as const)(
    'A-23 F-13 after a %s of the workflow of what waits, nobody is sent to, and their messages are %s',
    { timeout: 60_000 },
    async (end, status) => {
      const { runId, messageId, look, again } = await deferred(`${end}-again`);
      await again[end]();
      await again.result().catch(() => {});
      isAway = false;
      expect(await look()).toBe(1);
      const messages = await messagesOf(runId);
      expect(messages.map((message: { status: string }) => message.status)).toEqual([status, status]);
      expect((await again.describe()).status.name).toBe(end === 'cancel' ? 'CANCELLED' : 'TERMINATED');
      expect([mailed(), await unchecked()]).toEqual([[], []]);
      expect((await ask(engine, 'GET', `/messages/${messageId}`)).body).toMatchObject({ status });
    },
  );

  it('A-23 F-13 a cancel of that workflow in the middle of a page shows as one, too', { timeout: 60_000 }, async () => {
    const { messageId, look, again } = await deferred('canceled-page');
    const gate = new Gate();
    onMail = () => gate.pass();
    isAway = false;
    await gate.reached;
    await again.cancel();
    isAway = true;
    onMail = () => undefined;
    gate.open();
    await again.result().catch(() => {});
    expect((await again.describe()).status.name).toBe('CANCELLED');
    isAway = false;
    await look();
    expect((await ask(engine, 'GET', `/messages/${messageId}`)).body).toMatchObject({ status: 'CANCELED' });
  });

  it('§11.2 A-23 what waits of a list is canceled by the id of its step, once', { timeout: 60_000 }, async () => {
    const { runId, messageId } = await deferred('canceled-by-step');
    const canceled = await ask(engine, 'POST', `/messages/${messageId}/cancel`);
    expect([canceled.status, canceled.body]).toMatchObject([
      200,
      { id: messageId, runId, status: 'CANCELED', recipient: 'canceled-by-step', canceledAt: expect.any(Number) },
    ]);
    const messages = await messagesOf(runId);
    expect(messages.map(({ status }: { status: string }) => status)).toEqual(['CANCELED', 'CANCELED']);
    isAway = false;
  });

  it('§11.2 A-23 of a list that has been sent to nothing is pending any more: 409', async () => {
    await readersOf(engine, 'too-late', ['ada']);
    const { steps } = await run([{ action: 'send-list', list: 'too-late', template: 'NEWS' }]);
    const late = await ask(engine, 'POST', `/messages/${steps[0].message_id}/cancel`);
    expect([late.status, late.body.status]).toEqual([409, 'SENT']);
    expect(mailed()).toEqual(['ada']);
  });

  it.each([
    ['our API', async (runId: string) => void (await ask(engine, 'POST', '/automations/cancel', { run_id: runId }))],
    ['Temporal itself', async (runId: string) => void (await engine.client.workflow.getHandle(runId).cancel())],
  ])(
    'F-11 A-23 a run that is canceled by %s in the middle of a list sends nothing more',
    { timeout: 60_000 },
    async (who, cancel) => {
      const list = `canceled-${who.length}`;
      await readersOf(engine, list, numbered(1_200, list));
      const gate = new Gate();
      onMail = () => (mailServer.mails.length >= 30 ? gate.pass() : undefined);
      const runId = await invoke(engine, {
        automation: { steps: [{ action: 'send-list', list, template: 'NEWS' }, notReached] },
      });
      await eventually(() => expect(mailServer.mails.length).toBeGreaterThanOrEqual(30));
      await cancel(runId);
      onMail = () => undefined;
      gate.open();
      await untilEnded(engine, runId).catch(() => {});
      const { run: ended, steps } = await inspect(engine, runId);
      expect([ended.status, steps.map(({ status }: { status: string }) => status)]).toEqual(['CANCELED', ['CANCELED']]);
      expect(mailServer.mails.length).toBeLessThan(who === 'our API' ? 120 : 1_200);
    },
  );
});

const notReached = {
  action: 'send',
  message: { to: { email: 'last@example.com' }, content: { title: 'Last', body: 'B' } },
};
