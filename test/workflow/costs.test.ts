import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';
import { runCost } from '../support/run-cost.ts';
import { settledActions } from '../support/settled-actions.ts';
import { countStatements } from '../support/statement-count.ts';
import { choose, insertTopic } from '../support/topics.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const delay = { action: 'delay', duration: '1 second' };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let web: WebServer;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  web = await startWebServer();
  await untilEnded(engine, await invoke(engine, { automation: { steps: [send] } }));
});

afterAll(async () => {
  await engine.close();
  await web.close();
  await temporal.close();
});

const metricsUrl = inject('temporalMetricsUrl');
const costOf = (steps: object[], context: { recipient?: string } = {}) =>
  runCost(engine, { ...context, metricsUrl, steps });
const actionsSoFar = () => settledActions(metricsUrl, temporal.namespace);

describe('costs of a run', () => {
  it('a run of one send is 11 events, 2 actions and at most 4 statements', async () => {
    const { events, actions, statements } = await costOf([send]);
    expect({ events, actions }).toEqual({ events: 11, actions: 2 });
    expect(statements.length, statements.join('\n---\n')).toBe(4);
  });

  it('U-05 a send in a tenant, named or inferred, costs what any send does', async () => {
    await ask(engine, 'PUT', '/tenants/parent', { name: 'Parent' });
    await ask(engine, 'PUT', '/tenants/acme', { name: 'Acme', parent_tenant_id: 'parent' });
    await ask(engine, 'PUT', '/users/member/tenants/acme', {});
    const named = { ...send, message: { ...send.message, context: { tenant_id: 'acme' } } };
    const inferred = { ...send, message: { ...send.message, to: { user_id: 'member', email: 'a@example.com' } } };
    for (const step of [named, inferred]) {
      const { events, actions, statements } = await costOf([step]);
      expect({ events, actions, statements: statements.length }).toEqual({ events: 11, actions: 2, statements: 4 });
    }
  });

  it('§11.3 a send with a brand, its own, its tenant’s or the default, costs what any send does', async () => {
    for (const id of ['own', 'tenants', 'usual']) await ask(engine, 'POST', '/brands', { id, name: id });
    await ask(engine, 'PUT', '/tenants/branded', { name: 'Branded', brand_id: 'tenants' });
    await ask(engine, 'PATCH', '/workspace', { default_brand_id: 'usual' });
    const { message } = send;
    const messages = [{ ...message, brand_id: 'own' }, { ...message, context: { tenant_id: 'branded' } }, message];
    for (const message of messages) {
      const { events, actions, statements } = await costOf([{ action: 'send', message }]);
      expect({ events, actions, statements: statements.length }).toEqual({ events: 11, actions: 2, statements: 4 });
    }
    await ask(engine, 'PATCH', '/workspace', { default_brand_id: null });
  });

  it('U-06 a send about a topic costs what any send does, and where its recipient opted out it is 1 statement less', async () => {
    await insertTopic(engine.database, { environmentId: 'test', id: 'pt_costs', defaultStatus: 'OPTED_IN' });
    await publishTemplate(engine, 'COSTS', { title: 'T', body: 'B' }, 'pt_costs');
    const to = { user_id: 'payer', email: 'a@example.com' };
    const named = { ...send.message, to, preferences: { subscription_topic_id: 'pt_costs' } };
    const messages = [named, { to, template: 'COSTS' }];
    const costs = [];
    for (const status of ['OPTED_IN', 'OPTED_OUT'] as const) {
      await choose(engine, { userId: 'payer', topicId: 'pt_costs', status });
      for (const message of messages) costs.push(await costOf([{ action: 'send', message }]));
    }
    for (const { events, actions } of costs) expect({ events, actions }).toEqual({ events: 11, actions: 2 });
    expect(costs.map(({ statements }) => statements.length)).toEqual([4, 4, 3, 3]);
  });

  it('DR-05 a message that waits has a workflow of 4 actions, and its run 5 events more, or 9 where it is there at its end', async () => {
    // Long enough that a busy machine has begun to wait before the time is up.
    const held = {
      ...send,
      message: { ...send.message, delay: { until: new Date(Date.now() + 5_000).toISOString() } },
    };
    const { events, actions } = await costOf([held, { action: 'delay', duration: '8 seconds' }]);
    expect({ events, actions }).toEqual({ events: 11 + 9 + 7, actions: 2 + 4 + 3 });
  });

  it('send – delay – send is 23 events, 5 actions and at most 9 statements', async () => {
    const { events, actions, statements } = await costOf([send, delay, send]);
    expect({ events, actions }).toEqual({ events: 23, actions: 5 });
    expect(statements.length, statements.join('\n---\n')).toBe(9);
  });

  it('A-26 fetch-data – update-profile – send is 18 events, 4 actions and at most 8 statements', async () => {
    const fetchData = { action: 'fetch-data', webhook: { url: web.url, method: 'GET' } };
    const updateProfile = { action: 'update-profile', profile: { plan: 'gold' } };
    const { events, actions, statements } = await costOf([fetchData, updateProfile, send], { recipient: 'ada' });
    expect({ events, actions }).toEqual({ events: 18, actions: 4 });
    expect(statements.length, statements.join('\n---\n')).toBe(8);
  });

  it('A-25 a run of one cancel is 6 events, 2 actions and 3 statements: the step is a local activity of two', async () => {
    const { events, actions, statements } = await costOf([{ action: 'cancel', cancelation_token: 'nobody’s' }]);
    expect({ events, actions }).toEqual({ events: 6, actions: 2 });
    expect(statements.length, statements.join('\n---\n')).toBe(3);
  });

  it('A-24 a run of one update-profile is 6 events, 2 actions and 3 statements: the step is a local activity of two', async () => {
    const step = { action: 'update-profile', profile: { plan: 'gold' } };
    const { events, actions, statements } = await costOf([step], { recipient: 'ada' });
    expect({ events, actions }).toEqual({ events: 6, actions: 2 });
    expect(statements.length, statements.join('\n---\n')).toBe(3);
  });

  it('A-23 a run of one send-list is 15 events and 5 actions, beside the 11 events of its first page; the next page of 1,000 is 6 events, 1 action and 2 + N/50 statements', async () => {
    const costs = [];
    for (const [list, count] of [
      ['short', 60],
      ['long', 1_060],
    ] as const) {
      await readersOf(engine, list, numbered(count, list));
      const step = { action: 'send-list', list, message: { content: { title: 'T', body: 'B' } } };
      const run = await costOf([step]);
      const pages = await engine.client.workflow.getHandle(await sendOf(list)).describe();
      costs.push({ ...run, statements: run.statements.length, pages: pages.historyLength });
    }
    const [short, long] = costs;
    expect(short).toEqual({ events: 15, actions: 5, pages: 11, statements: 1 + 2 + (2 + 2) });
    expect(long).toEqual({ events: 15, actions: 6, pages: 11 + 6, statements: 1 + 2 + (2 + 20) + (2 + 2) });
  }, 120_000);
});

describe('costs of a cancel', () => {
  it('F-11 of a run that sleeps it is 6 events, 1 action and 1 statement more', async () => {
    const runId = await invoke(engine, { automation: { steps: [{ action: 'delay', duration: '30 days' }, send] } });
    const lengthOf = async () => (await engine.client.workflow.getHandle(runId).describe()).historyLength;
    await eventually(async () => expect(await lengthOf()).toBe(6));
    const [events, actions] = [await lengthOf(), await actionsSoFar()];
    const statements = countStatements();
    expect((await ask(engine, 'POST', '/automations/cancel', { run_id: runId })).status).toBe(202);
    await untilEnded(engine, runId);
    statements.stop();
    expect({ events: (await lengthOf()) - events, actions: (await actionsSoFar()) - actions }).toEqual({
      events: 6,
      actions: 1,
    });
    expect(statements.texts).toHaveLength(1);
  });
});

/** The workflow id of the only send to a list. */
async function sendOf(list: string): Promise<string> {
  const [row] = await engine.database.query<{ message_id: string }>(
    'SELECT message_id FROM list_send WHERE lists = ARRAY[$1]',
    [list],
  );
  return row?.message_id ?? '';
}
