import type { TestWorkflowEnvironment } from '@temporalio/testing';
import Courier from '@trycourier/courier';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ask, publishAutomation, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { startMailServer } from '../support/mail-server.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import { skipTime } from '../support/temporal.ts';

/** The documented requests, bodies unchanged; host and key are ours. */
const documented = {
  user_id: { user_id: 'user-123', data: { order_id: 'order-456', amount: 99.99 } },
  'a profile with contact info': {
    profile: { email: 'user@example.com', first_name: 'John' },
    data: { welcome_message: 'Hello!' },
  },
  'user_id in the profile': { profile: { user_id: 'user-123', email: 'user@example.com' }, data: { foo: 'bar' } },
  'a tenant': {
    user_id: 'doctor-smith',
    profile: { context: { tenant_id: 'hospital-a' } },
    data: { report_date: '2024-01-15' },
  },
};

const order = {
  user_id: 'user_123',
  data: { order_id: 'ORD-9042', order_total: 49.99, is_first_order: true, order_date: '2026-02-10T14:30:00Z' },
};

/** The four types that a trigger's schema has. */
const schema = {
  type: 'object',
  properties: {
    order_id: { type: 'string' },
    order_total: { type: 'number' },
    is_first_order: { type: 'boolean' },
    order_date: { type: 'string', format: 'date-time' },
  },
};

const apiInvoke = { type: 'trigger', trigger_type: 'api-invoke' };
const send = (template: string) => ({ type: 'send', message: { template } });

let environment: TestWorkflowEnvironment;
let engine: Engine;
let courier: Courier;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  environment = await skipTime();
  engine = await startEngine({ connection: environment.nativeConnection, client: environment.client });
  mailServer = await startMailServer();
  courier = new Courier({ apiKey: API_KEY, baseURL: engine.url });
  await configureSmtp(engine, mailServer.port);
  await publishTemplate(engine, 'ORDER', { title: 'Order {{data.order_id}} of {{order_total}}', body: 'Thanks.' });
  await publishTemplate(engine, 'GREETING', { title: 'Dear {{profile.first_name}}', body: 'Hello.' });
  for (const id of ['user-123', 'user_123', 'doctor-smith'])
    await courier.profiles.create(id, { profile: { email: `${id}@example.com` } });
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await environment.teardown();
});

beforeEach(() => {
  mailServer.mails.length = 0;
});

/** Makes a journey and publishes it; its id. */
async function publish(changes: object): Promise<string> {
  const body = { name: 'A journey', nodes: [apiInvoke, { type: 'exit' }], state: 'PUBLISHED', ...changes };
  const answer = await ask(engine, 'POST', '/journeys', body);
  if (answer.status !== 201)
    throw new Error(`POST /journeys answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** What became of a run, once it is over. */
async function ended(runId: string) {
  await untilEnded(engine, runId);
  const [one, list] = [
    await ask(engine, 'GET', `/journeys/runs/${runId}`),
    await ask(engine, 'GET', `/journeys/runs/${runId}/steps`),
  ];
  return { run: one.body.run, steps: list.body.steps };
}

const mails = () => mailServer.mails.map(({ to, subject }) => [to[0], subject]);

/** A refusal as status and body, by either way. */
type Refusal = [number, { type: string; message: string }];

const ways = [
  {
    way: 'the SDK',
    invoke: async (id: string, body: object) => (await courier.journeys.invoke(id, body)).runId,
    refusal: async (id: string, body: object): Promise<Refusal> => {
      const error = await courier.journeys.invoke(id, body).catch((thrown: unknown) => thrown);
      const { status, error: answer } = error as { status: number; error: { type: string; message: string } };
      return [status, answer];
    },
  },
  {
    way: 'cURL',
    invoke: async (id: string, body: object) => {
      const answer = await ask(engine, 'POST', `/journeys/${id}/invoke`, body);
      expect(answer.status).toBe(202);
      return answer.body.runId as string;
    },
    refusal: async (id: string, body: object): Promise<Refusal> => {
      const { status, body: answer } = await ask(engine, 'POST', `/journeys/${encodeURIComponent(id)}/invoke`, body);
      return [status, answer];
    },
  },
];

describe.each(ways)('documented requests, by $way', ({ way, invoke, refusal }) => {
  const alias = `templateId ${way}`;

  it.each(Object.entries(documented))('J-20 J-30 with %s the run begins and ends PROCESSED', async (_, body) => {
    const id = await publish({});
    const runId = await invoke(id, body);
    expect(runId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    const { run, steps } = await ended(runId);
    expect(run).toMatchObject({ status: 'PROCESSED', source: [`invoke/${id}`], template_id: id });
    expect(steps.map(({ action, status }: Record<string, string>) => `${action} ${status}`)).toEqual([
      'trigger PROCESSED',
      'exit PROCESSED',
    ]);
  });

  it('J-21 N-02 by the journey’s alias, the fields of the schema stand in a mail', async () => {
    const name = `JOURNEY_ID-${way === 'cURL' ? 'curl' : 'sdk'}`;
    await publish({ alias: name, nodes: [{ ...apiInvoke, schema }, send('ORDER')] });
    const { steps } = await ended(await invoke(name, order));
    expect(mails()).toEqual([['user_123@example.com', 'Order ORD-9042 of 49.99']]);
    expect(steps[1]).toMatchObject({ action: 'send', status: 'PROCESSED', message_id: expect.any(String) });
  });

  it('J-22 C-09 with userId, as the page’s sample for Node.js has it', async () => {
    const { user_id: userId, ...rest } = order;
    const id = await publish({ nodes: [apiInvoke, send('ORDER')] });
    await ended(await invoke(id, { userId, ...rest }));
    expect(mails()).toEqual([['user_123@example.com', 'Order ORD-9042 of 49.99']]);
  });

  it('J-23 J-34 with a profile only, it goes to the address there', async () => {
    const id = await publish({ nodes: [apiInvoke, send('ORDER')] });
    await ended(await invoke(id, { profile: { email: 'jane@example.com' }, data: { signup_source: 'landing_page' } }));
    expect(mails()).toEqual([['jane@example.com', 'Order  of']]);
  });

  it('J-31 the request’s address wins over the stored one, the stored name stays', async () => {
    await courier.profiles.create('enriched', { profile: { email: 'stored@example.com', first_name: 'Jane' } });
    const id = await publish({ nodes: [apiInvoke, send('GREETING')] });
    await ended(await invoke(id, { user_id: 'enriched', profile: { email: 'new@example.com' } }));
    expect(mails()).toEqual([['new@example.com', 'Dear Jane']]);
  });

  it('J-32 in a tenant, what is said of its users is loaded', async () => {
    await courier.tenants.update('hospital-a', { name: 'Hospital A', user_profile: { first_name: 'Colleague' } });
    const id = await publish({ nodes: [apiInvoke, send('GREETING')] });
    await ended(await invoke(id, documented['a tenant']));
    expect(mails()).toEqual([['doctor-smith@example.com', 'Dear Colleague']]);
  });

  it('N-06 N-07 a field that is missing fails the node that needs it, and none before', async () => {
    const id = await publish({
      nodes: [{ ...apiInvoke, schema }, { type: 'delay', mode: 'duration', duration: 'PT1H' }, send('ORDER')],
    });
    const { run, steps } = await ended(await invoke(id, { user_id: 'user_123', data: { order_id: 'ORD-9042' } }));
    expect(run.status).toBe('ERROR');
    expect(steps.map(({ action, status }: Record<string, string>) => `${action} ${status}`)).toEqual([
      'trigger PROCESSED',
      'delay PROCESSED',
      'send ERROR',
    ]);
    expect(steps[2].error.message).toContain('order_total');
    expect(mails()).toEqual([]);
  });

  it('J-19 a blank id', async () => {
    const message = 'templateId is required';
    expect(await refusal(' ', order)).toEqual([400, { type: 'invalid_request_error', message }]);
  });

  it('J-21 nobody to send to', async () => {
    const message =
      'User identifier or profile required. Provide user_id, user_id/userId/anonymousId in profile/data, or profile with contact info.';
    expect(await refusal(await publish({}), { data: {} })).toEqual([400, { type: 'invalid_request_error', message }]);
  });

  it('J-26 an automation', async () => {
    await publishAutomation(engine, 'an-automation', { steps: [{ action: 'delay', duration: '1 hour' }] });
    const message = 'Invalid automation version. Expected 2025-09-03, got 2022-12-01';
    expect(await refusal('an-automation', order)).toEqual([400, { type: 'invalid_request_error', message }]);
  });

  it('J-25 no such journey', async () => {
    const message = 'Automation template abc-123 not found';
    expect(await refusal('abc-123', order)).toEqual([404, { type: 'invalid_request_error', message }]);
  });

  it('J-28 conditions that are not met', async () => {
    const id = await publish({
      nodes: [{ ...apiInvoke, conditions: ['data.order_total', 'greater than', '100'] }, { type: 'exit' }],
    });
    const message = 'Trigger conditions not met';
    expect(await refusal(id, order)).toEqual([422, { type: 'invalid_request_error', message }]);
  });

  it.each([
    ['archived', async (id: string) => ask(engine, 'DELETE', `/journeys/${id}`)],
    [
      'disabled',
      async (id: string) => ask(engine, 'PUT', `/journeys/${id}`, { name: 'Off', nodes: [apiInvoke], enabled: false }),
    ],
  ])('J-27 a journey that is %s', async (state, change) => {
    const id = await publish({});
    await change(id);
    const message = `Cannot invoke ${state} automation template ${id}`;
    expect(await refusal(id, order)).toEqual([422, { type: 'invalid_request_error', message }]);
  });

  it('J-25 an alias with a space in it arrives as one name', async () => {
    const [status, { message }] = await refusal(alias, order);
    expect([status, message]).toEqual([404, `Automation template ${alias} not found`]);
  });
});

describe('classes of the SDK’s errors', () => {
  it('W-06 400, 404 and 422 are what the SDK calls them', async () => {
    const id = await publish({ enabled: false });
    await expect(courier.journeys.invoke('abc-123', order)).rejects.toBeInstanceOf(Courier.NotFoundError);
    await expect(courier.journeys.invoke(id, order)).rejects.toBeInstanceOf(Courier.UnprocessableEntityError);
    await expect(courier.journeys.invoke(' ', order)).rejects.toBeInstanceOf(Courier.BadRequestError);
  });
});

describe('authoring through the SDK', () => {
  it('J-12 W-14 lists what is published, and drafts', async () => {
    const id = await publish({ name: 'Listed' });
    const { templates = [] } = await courier.journeys.list();
    expect(templates[0]).toMatchObject({ id, name: 'Listed', version: 'published' });
    expect(new Date(templates[0]?.createdAt ?? '').getTime()).toBeGreaterThan(0);
    const drafts = await courier.journeys.list({ version: 'draft' });
    expect(drafts.templates?.[0]).toMatchObject({ id, version: 'draft' });
  });

  it('J-01 J-16 a journey and its template, made, wired, published, run and rolled back', async () => {
    type Journey = { id: string; nodes: Record<string, unknown>[]; state: string; version?: string };
    const made = await courier.post<Journey>('/journeys', { body: { name: 'Onboarding', nodes: [apiInvoke] } });
    expect(made).toMatchObject({ state: 'DRAFT', nodes: [expect.objectContaining(apiInvoke)] });
    const path = `/journeys/${made.id}`;
    const notification = {
      name: 'Welcome',
      tags: [],
      brand: null,
      subscription: null,
      content: {
        version: '2022-01-01',
        elements: [
          { type: 'meta', title: 'Welcome {{data.name}}' },
          { type: 'text', content: 'Good to see you.' },
        ],
      },
    };
    const body = { channel: 'email', notification };
    const template = await courier.post<{ id: string }>(`${path}/templates`, { body });
    const nodes = [
      ...made.nodes,
      send(template.id),
      { type: 'delay', mode: 'duration', duration: '2 days' },
      send(template.id),
    ];
    const wired = await courier.put<Journey>(path, { body: { name: 'Onboarding', nodes } });
    expect(wired.nodes).toHaveLength(4);
    expect(await courier.post<Journey>(`${path}/publish`, { body: {} })).toMatchObject({
      state: 'PUBLISHED',
      version: 'v1',
    });
    expect(await courier.get<Journey>(path)).toMatchObject({ id: made.id, version: 'v1' });
    const { runId } = await courier.journeys.invoke(made.id, { ...order, data: { name: 'Ada' } });
    const { steps } = await ended(runId);
    expect(mails()).toEqual(Array(2).fill(['user_123@example.com', 'Welcome Ada']));
    expect(Date.parse(steps[3].created_at) - Date.parse(steps[1].created_at)).toBeGreaterThanOrEqual(2 * 86_400_000);
    expect(steps.map(({ node_id }: { node_id: string }) => node_id)).toEqual(wired.nodes.map(({ id }) => id));
    await courier.put(path, { body: { name: 'Onboarding', nodes: made.nodes, state: 'PUBLISHED' } });
    expect(await courier.post<Journey>(`${path}/publish`, { body: { version: 'v1' } })).toMatchObject({
      version: 'v3',
    });
    const versions = await courier.get<{ results: { version: string }[] }>(`${path}/versions`);
    expect(versions.results.map(({ version }) => version)).toEqual(['v3', 'v2', 'v1']);
  });

  it('J-49 J-62 runs are listed and canceled', async () => {
    const id = await publish({
      nodes: [apiInvoke, { type: 'delay', mode: 'duration', duration: '30 days' }],
      cancelation_token: '{{data.order_id}}',
    });
    const { runId } = await courier.journeys.invoke(id, order);
    const query = { template_id: id };
    const { runs } = await courier.get<{ runs: { run_id: string }[] }>('/journeys/runs', { query });
    expect(runs.map(({ run_id }) => run_id)).toEqual([runId]);
    expect(await courier.post('/journeys/cancel', { body: { run_id: runId } })).toEqual({
      run_id: runId,
      status: 'CANCELED',
    });
    expect(await courier.post('/journeys/cancel', { body: { cancelation_token: 'ORD-9042' } })).toEqual({
      cancelation_token: 'ORD-9042',
    });
    expect((await ended(runId)).run.status).toBe('CANCELED');
  });

  it('§2.4 the command for a shell is text, and its body is accepted', async () => {
    const id = await publish({ nodes: [{ ...apiInvoke, schema }, { type: 'exit' }] });
    const command = await courier.get<string>(`/journeys/${id}/invoke-curl`);
    expect(command).toContain(`curl -X POST '${engine.url}/journeys/${id}/invoke'`);
    const body = JSON.parse(/-d '(.*)'\n$/s.exec(command)?.[1] ?? '');
    expect(Object.keys(body.data).sort()).toEqual(Object.keys(schema.properties).sort());
    const { runId } = await courier.journeys.invoke(id, body);
    expect((await ended(runId)).steps[0].context).not.toHaveProperty('violations');
  });
});
