import type { TestWorkflowEnvironment } from '@temporalio/testing';
import Courier from '@trycourier/courier';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ask, inspect, publishAutomation, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { startMailServer } from '../support/mail-server.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import { skipTime } from '../support/temporal.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

/** The documented requests, bodies unchanged; host and key are ours. */
const orderUpdate = {
  automation: {
    steps: [
      { action: 'send', template: 'ORDER_CONFIRMATION' },
      { action: 'delay', duration: '2 hours' },
      { action: 'send', template: 'SHIPPING_UPDATE' },
    ],
  },
  recipient: 'user_123',
  data: { order_id: 'ORD-9042', item_name: 'Wireless Headphones' },
} as const;

const delaySend = {
  data: { name: 'Foo' },
  profile: { tenant_id: 'abc-123' },
  recipient: 'user-yes',
  automation: {
    cancelation_token: 'delay-send--user-yes--abc-123',
    steps: [
      { action: 'delay', until: '20240408T080910.123' },
      { action: 'send', template: '64TP5HKPFTM8VTK1Y75SJDQX9JK0' },
    ],
  },
} as const;

/** What invokes a saved automation, with the id that its page uses. */
const AUTOMATION_ID = 'AUTOMATION_ID';
const savedInvoke = {
  recipient: 'user_123',
  data: { order_id: 'ORD-9042' },
  profile: { email: 'jane@example.com' },
} as const;

const RUN_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

let environment: TestWorkflowEnvironment;
let engine: Engine;
let courier: Courier;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let web: WebServer;

beforeAll(async () => {
  environment = await skipTime();
  engine = await startEngine({ connection: environment.nativeConnection, client: environment.client });
  mailServer = await startMailServer();
  web = await startWebServer(({ method, headers, body }, response) => {
    response.end(JSON.stringify({ name: 'Ada', asked: { method, token: headers['x-token'] ?? null, body } }));
  });
  courier = new Courier({ apiKey: API_KEY, baseURL: engine.url });
  await configureSmtp(engine, mailServer.port);
  await publishTemplate(engine, 'ORDER_CONFIRMATION', {
    title: 'Order {{order_id}}',
    body: 'Your {{data.item_name}} are on the way.',
  });
  await publishTemplate(engine, 'SHIPPING_UPDATE', { title: 'Shipped: {{order_id}}', body: 'It left.' });
  await publishTemplate(engine, '64TP5HKPFTM8VTK1Y75SJDQX9JK0', { title: 'Hello {{name}}', body: 'It is time.' });
  await courier.profiles.create('user_123', { profile: { email: 'user_123@example.com' } });
  await courier.profiles.create('user-yes', { profile: { email: 'user-yes@example.com' } });
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await web.close();
  await environment.teardown();
});

beforeEach(() => {
  mailServer.mails.length = 0;
  web.requests.length = 0;
});

/** Waits for the run's end, on skipped time, and shows it. */
async function ended(runId: string) {
  await untilEnded(engine, runId);
  return inspect(engine, runId);
}

describe.each([
  ['JavaScript', async (body: object) => (await courier.automations.invoke.invokeAdHoc(body as never)).runId],
  ['cURL', async (body: object) => (await ask(engine, 'POST', '/automations/invoke', body)).body.runId as string],
])('documented ad-hoc requests, %s', (_, invoke) => {
  it('A-20 A-21 send, two hours, send: both mails arrive and the run ends PROCESSED', async () => {
    const runId = await invoke(orderUpdate);
    expect(runId).toMatch(RUN_ID);
    const { run, steps } = await ended(runId);
    expect(run).toMatchObject({ status: 'PROCESSED', source: ['invoke/adhoc'] });
    expect(steps.map(({ action, status }: Record<string, string>) => `${action} ${status}`)).toEqual([
      'send PROCESSED',
      'delay PROCESSED',
      'send PROCESSED',
    ]);
    expect(mailServer.mails.map(({ to, subject }) => [to[0], subject])).toEqual([
      ['user_123@example.com', 'Order ORD-9042'],
      ['user_123@example.com', 'Shipped: ORD-9042'],
    ]);
    const [sent, , later] = steps;
    expect(Date.parse(later.created_at) - Date.parse(sent.created_at)).toBeGreaterThanOrEqual(2 * 3_600_000);
  });

  it('T-07 T-12 a delay until an instant that has passed is over at once', async () => {
    const { run, steps } = await ended(await invoke(delaySend));
    expect(run.status).toBe('PROCESSED');
    expect(steps.map(({ status }: { status: string }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
    expect(mailServer.mails.map(({ to, subject }) => [to[0], subject])).toEqual([
      ['user-yes@example.com', 'Hello Foo'],
    ]);
  });
});

describe.each([
  ['JavaScript', async (id: string) => (await courier.automations.invoke.invokeByTemplate(id, savedInvoke)).runId],
  [
    'cURL',
    async (id: string) => (await ask(engine, 'POST', `/automations/${id}/invoke`, savedInvoke)).body.runId as string,
  ],
])('documented invoke of a saved automation, %s', (_, invoke) => {
  it.each([AUTOMATION_ID, 'order-update'])(
    'A-00 A-05 by %s: the mail has the data and the address of the request',
    async (name) => {
      await publishAutomation(engine, AUTOMATION_ID, { ...orderUpdate.automation, alias: 'order-update' });
      const runId = await invoke(name);
      expect(runId).toMatch(RUN_ID);
      const { run, steps } = await ended(runId);
      expect(run).toMatchObject({
        status: 'PROCESSED',
        source: [`invoke/${AUTOMATION_ID}`],
        template_id: AUTOMATION_ID,
      });
      expect(steps).toHaveLength(3);
      expect(mailServer.mails.map(({ to, subject }) => [to[0], subject])).toEqual([
        ['jane@example.com', 'Order ORD-9042'],
        ['jane@example.com', 'Shipped: ORD-9042'],
      ]);
    },
  );
});

describe('saved automations', () => {
  it('A-01 A-27 a recipient may be null, and an invoke step starts what is saved', async () => {
    await publishAutomation(engine, 'inner', { steps: [{ action: 'send', template: 'SHIPPING_UPDATE' }] });
    await publishAutomation(engine, 'outer', { steps: [{ action: 'invoke', template: 'inner' }] });
    const params = { recipient: null, data: { user_id: 'user_123', order_id: '7' } };
    const { runId } = await courier.automations.invoke.invokeByTemplate('outer', params);
    const { steps } = await ended(runId);
    expect((await ended(steps[0].context.run_id)).run.status).toBe('PROCESSED');
    expect(mailServer.mails.map(({ to, subject }) => [to[0], subject])).toEqual([
      ['user_123@example.com', 'Shipped: 7'],
    ]);
  });

  it('A-03 W-14 the SDK saves, publishes and lists them', async () => {
    const path = '/automations/by-sdk';
    const body = { name: 'By the SDK', steps: [{ action: 'delay', duration: '1 hour' }] };
    await courier.put(path, { body });
    expect(await courier.automations.list({ version: 'draft' })).toMatchObject({
      templates: expect.arrayContaining([expect.objectContaining({ id: 'by-sdk', version: 'draft' })]),
    });
    expect(await courier.post(`${path}/publish`)).toMatchObject({ state: 'PUBLISHED', version: 'v1' });
    const { templates = [] } = await courier.automations.list();
    const [listed] = templates;
    expect(listed).toMatchObject({ id: 'by-sdk', name: 'By the SDK', version: 'published' });
    expect(new Date(listed?.createdAt ?? '').getTime()).toBeGreaterThan(0);
    await courier.delete(path);
    const refused = courier.automations.invoke.invokeByTemplate('by-sdk', { recipient: null });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Cannot invoke archived automation template by-sdk'),
    });
  });

  it('J-25 an automation that was never saved is a NotFoundError', async () => {
    const refused = courier.automations.invoke.invokeByTemplate('templateId', { recipient: 'recipient' });
    await expect(refused).rejects.toBeInstanceOf(Courier.NotFoundError);
  });
});

describe('documented samples of the other languages', () => {
  it('C-25 a delay and a send with nothing else are accepted and end ERROR at the delay', async () => {
    const { status, body } = await ask(engine, 'POST', '/automations/invoke', {
      automation: { steps: [{ action: 'delay' }, { action: 'send' }] },
    });
    expect(status).toBe(200);
    const { run, steps } = await ended(body.runId);
    expect(run.status).toBe('ERROR');
    expect(steps).toEqual([
      expect.objectContaining({
        action: 'delay',
        status: 'ERROR',
        context: { reason: 'delay needs duration or until' },
      }),
    ]);
  });

  it('A-20 an until wins over a duration that is none', async () => {
    const [, send] = delaySend.automation.steps;
    const steps = [
      { action: 'delay', duration: 'duration', until: '20240408T080910.123' },
      { ...send, brand: 'brand', data: { foo: 'bar' }, profile: { foo: 'bar' }, recipient: 'recipient' },
    ];
    const { status, body } = await ask(engine, 'POST', '/automations/invoke', {
      automation: { steps, cancelation_token: 'delay-send--user-yes--abc-123' },
      brand: 'brand',
      data: { name: 'bar' },
      profile: { tenant_id: 'bar' },
      recipient: 'user-yes',
      template: 'template',
    });
    expect(status).toBe(200);
    expect((await ended(body.runId)).run.status).toBe('PROCESSED');
  });
});

describe('profiles', () => {
  it('A-24 U-02 an update-profile step and a patch change what the SDK reads', async () => {
    await courier.profiles.create('user-facts', { profile: { email: 'facts@example.com', custom: { plan: 'free' } } });
    const { runId } = await courier.automations.invoke.invokeAdHoc({
      automation: {
        steps: [{ action: 'update-profile', merge: 'overwrite', profile: { custom: { seats: 5 } } }],
      },
      recipient: 'user-facts',
    });
    expect((await ended(runId)).run.status).toBe('PROCESSED');
    const written = { email: 'facts@example.com', custom: { plan: 'free', seats: 5 } };
    expect((await courier.profiles.retrieve('user-facts')).profile).toEqual(written);

    const patch = [{ op: 'replace', path: '/custom/plan', value: 'gold' }];
    await courier.profiles.update('user-facts', { patch });
    const { profile } = await courier.profiles.retrieve('user-facts');
    expect(profile).toEqual({ ...written, custom: { plan: 'gold', seats: 5 } });
  });
});

describe('fetch-data', () => {
  const showName = {
    action: 'send',
    message: { to: { email: 'you@example.com' }, content: { title: 'Hello {{name}}', body: '{{asked.body}}' } },
  };

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'A-26 C-16 a documented %s, with header and text as body, as the SDK types it',
    async (method) => {
      const webhook = {
        url: `${web.url}/orders?id=7`,
        method,
        headers: { 'X-Token': 'refs.data.token' },
        body: 'text',
      };
      const steps = [{ action: 'fetch-data', webhook, merge_strategy: 'overwrite' } as const, showName as never];
      const { runId } = await courier.automations.invoke.invokeAdHoc({ automation: { steps }, data: { token: 't' } });
      expect((await ended(runId)).run.status).toBe('PROCESSED');
      expect(web.requests).toMatchObject([
        { method, path: '/orders?id=7', body: method === 'GET' ? '' : 'text', headers: { 'x-token': 't' } },
      ]);
      expect(web.requests[0]?.headers['idempotency-key']).toBe(method === 'GET' ? undefined : `${runId}-0`);
      expect(mailServer.mails.map(({ subject }) => subject)).toEqual(['Hello Ada']);
    },
  );

  it('C-26 C-15 without a method and with the strategy none, which older samples have', async () => {
    const step = { action: 'fetch-data', webhook: { url: web.url, params: { a: 1 } }, merge_strategy: 'none' };
    const body = { automation: { steps: [step, showName] }, data: { name: 'Bob' } };
    const { run } = await ended((await ask(engine, 'POST', '/automations/invoke', body)).body.runId);
    expect(run.status).toBe('PROCESSED');
    expect(web.requests).toMatchObject([{ method: 'GET', path: '/?a=1' }]);
    expect(mailServer.mails.map(({ subject }) => subject)).toEqual(['Hello Bob']);
  });

  it.each([
    ['url', 'SKIPPED', 'Invalid URL'],
    ['http://169.254.169.254/latest', 'ERROR', 'the call is not allowed: the server has a private address'],
    ['http://127.0.0.1:1/', 'ERROR', 'the call was not answered: the connection broke (ECONNREFUSED)'],
  ])('A-40 F-03 a fetch from %s is %s, and the run goes on', async (url, status, reason) => {
    const steps = [{ action: 'fetch-data', webhook: { url, method: 'POST' } }, showName];
    const body = { automation: { steps }, data: { name: 'Bob' } };
    const { run, steps: shown } = await ended((await ask(engine, 'POST', '/automations/invoke', body)).body.runId);
    expect(run.status).toBe('PROCESSED');
    expect(shown[0]).toMatchObject({ action: 'fetch-data', status, context: { reason } });
    expect(mailServer.mails.map(({ subject }) => subject)).toEqual(['Hello Bob']);
  });
});

describe('sleeping', () => {
  it('A-20 a run that sleeps 30 days passes', async () => {
    const steps = [
      { action: 'delay', duration: '30 days' },
      { action: 'send', template: 'SHIPPING_UPDATE' },
    ];
    const { body } = await ask(engine, 'POST', '/automations/invoke', { automation: { steps }, recipient: 'user_123' });
    const { run } = await ended(body.runId);
    expect(run.status).toBe('PROCESSED');
    expect(mailServer.mails).toHaveLength(1);
  });
});

describe('errors as the SDK shows them', () => {
  it('W-06 W-08 a refused request names field and problem', async () => {
    const refused = courier.automations.invoke.invokeAdHoc({
      automation: { steps: [{ action: 'delay', duration: 'soon' }] },
    });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      error: { type: 'invalid_request_error', message: expect.stringMatching(/^automation\.steps\.0\.duration: /) },
    });
  });

  it('W-20 a wrong key is an authentication error', async () => {
    const stranger = new Courier({ apiKey: 'pk_test_wrong', baseURL: engine.url });
    await expect(stranger.profiles.retrieve('user_123')).rejects.toBeInstanceOf(Courier.AuthenticationError);
  });

  it('W-01 a base URL and a key from the environment are enough', async () => {
    process.env.COURIER_BASE_URL = engine.url;
    process.env.COURIER_API_KEY = API_KEY;
    try {
      expect(await new Courier().profiles.retrieve('user_123')).toMatchObject({
        profile: { email: 'user_123@example.com' },
      });
    } finally {
      delete process.env.COURIER_BASE_URL;
      delete process.env.COURIER_API_KEY;
    }
  });
});
