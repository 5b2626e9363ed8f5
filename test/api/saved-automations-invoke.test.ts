import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { countStatements } from '../support/statement-count.ts';

const steps = [{ action: 'send', template: 'WELCOME' }];
const RUN_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const put = (id: string, changes: object = {}) =>
  api.ask('PUT', `/automations/${id}`, { body: { name: id, steps, ...changes } });

/** Saves and publishes. */
async function publish(id: string, changes: object = {}): Promise<void> {
  await put(id, changes);
  expect((await api.ask('POST', `/automations/${id}/publish`)).statusCode).toBe(200);
}

const invoke = (id: string, body?: object, options = {}) =>
  api.ask('POST', `/automations/${id}/invoke`, { body, ...options });

/** The row of the run that an invoke started. */
async function runOf(answer: Awaited<ReturnType<typeof invoke>>) {
  expect(answer.statusCode, answer.body).toBe(200);
  const row = await api.database.prisma.run.findUniqueOrThrow({ where: { id: answer.json().runId } });
  return row as typeof row & { context: Record<string, unknown>; plan: { steps: { fields: object }[] } };
}

async function told(answer: Awaited<ReturnType<typeof invoke>>) {
  return [answer.statusCode, answer.json()];
}

const refused = (status: number, message: string) => [status, { type: 'invalid_request_error', message }];

describe('invoke', () => {
  beforeAll(() => publish('welcome', { alias: 'hello there' }));

  test.each(['welcome', 'hello%20there'])(
    'A-00 A-07 by %s: a run of the automation, whose id is its source',
    async (name) => {
      const answer = await invoke(name, { recipient: 'ada' });
      expect(answer.json()).toEqual({ runId: expect.stringMatching(RUN_ID) });
      const { automationId, source, status, depth, kind } = await runOf(answer);
      expect({ automationId, source, status, depth, kind }).toEqual({
        automationId: 'welcome',
        source: ['invoke/welcome'],
        status: 'NOT PROCESSED',
        depth: 0,
        kind: 'automation',
      });
    },
  );

  test('A-07 J-46 inspection names the automation, and lists its runs by it; an ad-hoc run has none', async () => {
    const { runId } = (await invoke('welcome', { recipient: 'ada' })).json();
    const adHoc = await api.ask('POST', '/automations/invoke', { body: { automation: { steps } } });
    const { run } = (await api.ask('GET', `/automations/runs/${runId}`)).json();
    expect(run).toMatchObject({ template_id: 'welcome', source: ['invoke/welcome'] });
    const { runs } = (await api.ask('GET', '/automations/runs?template_id=welcome')).json();
    expect(runs[0]).toMatchObject({ run_id: runId, template_id: 'welcome' });
    const listed = runs.map((item: { run_id: string }) => item.run_id);
    expect(listed).not.toContain(adHoc.json().runId);
    const other = (await api.ask('GET', `/automations/runs/${adHoc.json().runId}`)).json().run;
    expect(other.source).toEqual(['invoke/adhoc']);
    expect(other).not.toHaveProperty('template_id');
  });

  test('A-07 Temporal is told the automation by its id, the actions and no more', async () => {
    await publish('told', { alias: 'told-alias', cancelation_token: `order-\${data.order}` });
    const { runId } = (await invoke('told-alias', { recipient: 'ada', data: { order: 7 } })).json();
    expect(api.workflows.started.at(-1)).toEqual({
      id: runId,
      environmentId: 'one-test',
      kind: 'automation',
      template: 'told',
      recipient: 'ada',
      cancelationToken: 'order-7',
      skeleton: { v: 1, steps: [{ action: 'send', label: 'WELCOME' }] },
    });
  });

  test.each([
    [{ recipient: 'ada', profile: { user_id: 'bob' } }, 'ada'],
    [{ recipient: null, profile: { user_id: 'bob' }, data: { user_id: 'cleo' } }, 'bob'],
    [{ data: { user_id: 7, userId: 'dan' } }, '7'],
    [{ data: { userId: 'dan' } }, 'dan'],
    [{ recipient: 'refs.data.who', data: { who: 'eve' } }, 'eve'],
    [{ recipient: null }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ])('A-01 of %j the recipient is %s', async (body, recipient) => {
    expect((await runOf(await invoke('welcome', body))).context.recipient).toBe(recipient);
  });

  test('A-05 the request gives the run its context', async () => {
    const context = { recipient: 'ada', data: { a: 1 }, profile: { email: 'a@x.io' }, brand: 'b', template: 'T' };
    expect((await runOf(await invoke('welcome', context))).context).toEqual(context);
  });

  test('A-06 what is stored of a user is not copied into the run: it is merged when something is sent', async () => {
    await api.ask('PUT', '/profiles/kept', { body: { profile: { email: 'stored@x.io' } } });
    const { context } = await runOf(await invoke('welcome', { recipient: 'kept', profile: { first_name: 'K' } }));
    expect(context.profile).toEqual({ first_name: 'K' });
  });

  test('A-11 a context inside `automation` counts where none stands beside it', async () => {
    const automation = { recipient: 'inside', data: { a: 1 }, template: 'T' };
    const { context } = await runOf(await invoke('welcome', { automation, data: { b: 2 } }));
    expect(context).toEqual({ recipient: 'inside', data: { b: 2 }, profile: {}, template: 'T' });
  });

  test.each([
    [{ recipient: 7 }, 'recipient: '],
    [{ data: [] }, 'data: '],
    [{ profile: 'x' }, 'profile: '],
    [{ automation: { recipient: 7 } }, 'automation.recipient: '],
    [{ recipient: `\${data.}` }, 'recipient: '],
    [{ automation: { template: `\${data.}` } }, 'automation.template: '],
    [[], 'body: '],
  ])('A-02 W-08 the body %j is refused, naming the field', async (body, message) => {
    const answer = await invoke('welcome', body);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('J-10 J-17 a run keeps the version that was in force; a draft is in force for nobody', async () => {
    await publish('moving', { steps: [{ action: 'send', template: 'ONE' }] });
    await put('moving', { steps: [{ action: 'send', template: 'TWO' }] });
    const before = await runOf(await invoke('moving', {}));
    await api.ask('POST', '/automations/moving/publish');
    const after = await runOf(await invoke('moving', {}));
    expect([before, after].map(({ plan }) => plan.steps[0]?.fields)).toEqual([
      { template: 'ONE' },
      { template: 'TWO' },
    ]);
    await api.ask('POST', '/automations/moving/publish', { body: { version: 'v1' } });
    const back = await runOf(await invoke('moving', {}));
    expect(back.plan.steps[0]?.fields).toEqual({ template: 'ONE' });
  });

  test('K-01 the token is resolved for each run; where a value is missing it has none', async () => {
    await publish('tokened', { cancelation_token: `order-\${data.order}` });
    expect((await runOf(await invoke('tokened', { data: { order: 1 } }))).cancelationToken).toBe('order-1');
    expect((await runOf(await invoke('tokened', {}))).cancelationToken).toBeNull();
  });

  test('W-23 a mock key makes a mock run', async () => {
    await addKey(api.database, 'pk_test_mock', { mock: true });
    expect((await runOf(await invoke('welcome', {}, { key: 'pk_test_mock' }))).mock).toBe(true);
    expect((await runOf(await invoke('welcome', {}))).mock).toBe(false);
  });

  test('A-05 an invoke is one statement that reads and one that writes', async () => {
    await invoke('welcome', {});
    const statements = countStatements();
    await invoke('welcome', { recipient: 'ada' });
    statements.stop();
    expect(statements.texts.map((text) => text.trim().split(/\s/)[0])).toEqual(['SELECT', 'INSERT']);
  });

  test('W-41 W-44 the same key is the same run, and a refusal is repeated', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await invoke('welcome', { recipient: 'ada' }, { headers });
    expect((await invoke('welcome', { recipient: 'other' }, { headers })).body).toBe(first.body);
    const unknown = await invoke('later', {}, { headers });
    await publish('later');
    expect((await invoke('later', {}, { headers })).body).toBe(unknown.body);
    expect((await invoke('later', {})).statusCode).toBe(200);
  });
});

describe('refusals', () => {
  test.each(['/automations//invoke', '/automations/%20/invoke', '/journeys//invoke', '/journeys/%20/invoke'])(
    'J-19 %s: a blank id is a 400',
    async (path) => {
      expect(await told(await api.ask('POST', path, { body: {} }))).toEqual(refused(400, 'templateId is required'));
    },
  );

  test('J-25 A-02 unknown, never published, or of another environment: the same 404', async () => {
    await put('draft-only');
    await publish('ours');
    expect(await told(await invoke('nowhere', {}))).toEqual(refused(404, 'Automation template nowhere not found'));
    expect(await told(await invoke('draft-only', {}))).toEqual(
      refused(404, 'Automation template draft-only not found'),
    );
    const stranger = await invoke('ours', {}, { key: keys.stranger });
    expect(await told(stranger)).toEqual(refused(404, 'Automation template ours not found'));
  });

  test('J-26 an automation is no journey, and the answer says which version it is', async () => {
    await publish('automation');
    const message = 'Invalid automation version. Expected 2025-09-03, got 2022-12-01';
    expect(await told(await api.ask('POST', '/journeys/automation/invoke', { body: {} }))).toEqual(
      refused(400, message),
    );
    const unknown = await api.ask('POST', '/journeys/nowhere/invoke', { body: {} });
    expect(await told(unknown)).toEqual(refused(404, 'Automation template nowhere not found'));
  });

  test('J-27 A-02 archived: a 422', async () => {
    await publish('archived', { alias: 'archived-alias' });
    await api.ask('DELETE', '/automations/archived');
    const message = 'Cannot invoke archived automation template archived';
    expect(await told(await invoke('archived', {}))).toEqual(refused(422, message));
    const byAlias = refused(422, 'Cannot invoke archived automation template archived-alias');
    expect(await told(await invoke('archived-alias', {}))).toEqual(byAlias);
    expect((await api.ask('DELETE', '/automations/archived-alias')).statusCode).toBe(204);
    await publish('heir', { alias: 'archived-alias' });
    expect((await invoke('archived-alias', {})).statusCode).toBe(200);
  });

  test('J-27 J-10 disabled: a 422 at once, without a publish, until it is enabled', async () => {
    await publish('switched', { alias: 'switched-alias' });
    await put('switched', { enabled: false });
    const message = 'Cannot invoke disabled automation template switched-alias';
    expect(await told(await invoke('switched-alias', {}))).toEqual(refused(422, message));
    await put('switched', { enabled: true });
    expect((await invoke('switched', {})).statusCode).toBe(200);
  });

  test('J-24 a body that cannot be read is refused before anything is looked up', async () => {
    expect((await invoke('nowhere', { data: 1 })).statusCode).toBe(400);
  });
});
