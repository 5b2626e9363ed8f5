import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { SchemaCheck } from '../../activities/schema/schema-check.ts';
import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { apiInvoke, briefly, createJourney, publishedJourney } from '../support/api-journeys.ts';
import { countStatements } from '../support/statement-count.ts';

const RUN_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const MISSING =
  'User identifier or profile required. Provide user_id, user_id/userId/anonymousId in profile/data, or profile with contact info.';

let api: ApiUnderTest;
/** A journey that anybody may start. */
let open: string;

beforeAll(async () => {
  api = await startApi();
  open = await publishedJourney(api);
});

afterAll(() => api.close());

beforeEach(() => {
  api.workflows.started.length = 0;
});

const invoke = (name: string, body?: unknown, options: object = {}) =>
  api.ask('POST', `/journeys/${name}/invoke`, { body, ...options });

/** The status and the message of a refusal. */
const refused = async (name: string, body?: unknown): Promise<[number, string]> => {
  const answer = await invoke(name, body);
  expect(answer.json().type).toBe('invalid_request_error');
  return [answer.statusCode, answer.json().message];
};

async function runOf(answer: { json(): { runId: string } }) {
  return api.database.prisma.run.findUniqueOrThrow({ where: { id: answer.json().runId } });
}

const contextOf = async (body: unknown, name = open) =>
  (await runOf(await invoke(name, body))).context as {
    data: object;
    profile: Record<string, unknown>;
    recipient?: string;
    tenantId?: string | null;
  };

const conditional = (conditions: unknown, changes: object = {}) =>
  publishedJourney(api, { nodes: [{ ...apiInvoke, conditions }, { type: 'exit' }], ...changes });

const putProfile = (id: string, profile: object) => api.ask('PUT', `/profiles/${id}`, { body: { profile } });

describe('accepted', () => {
  test.each([
    ['user_id', { user_id: 'user-123', data: { order_id: 'order-456', amount: 99.99 } }],
    [
      'a profile with contact info',
      { profile: { email: 'user@example.com', first_name: 'John' }, data: { welcome_message: 'Hello!' } },
    ],
    ['user_id in the profile', { profile: { user_id: 'user-123', email: 'user@example.com' }, data: { foo: 'bar' } }],
    [
      'a tenant',
      {
        user_id: 'doctor-smith',
        profile: { context: { tenant_id: 'hospital-a' } },
        data: { report_date: '2024-01-15' },
      },
    ],
  ])('J-20 J-30 documented request with %s: 202, and the run is there', async (_, body) => {
    const answer = await invoke(open, body);
    expect([answer.statusCode, answer.json()]).toEqual([202, { runId: expect.stringMatching(RUN_ID) }]);
    const { kind, status, environmentId, automationId, mock, depth } = await runOf(answer);
    expect({ kind, status, environmentId, automationId, mock, depth }).toEqual({
      kind: 'journey',
      status: 'NOT PROCESSED',
      environmentId: 'one-test',
      automationId: open,
      mock: false,
      depth: 0,
    });
    expect(api.workflows.started.map(({ id, kind: started, template }) => [id, started, template])).toEqual([
      [answer.json().runId, 'journey', open],
    ]);
  });

  test('J-36 its source names the journey, also when an alias was used', async () => {
    const id = await publishedJourney(api, { alias: 'by-alias' });
    expect((await runOf(await invoke('by-alias', { user_id: 'ada' }))).source).toEqual([`invoke/${id}`]);
  });

  test.each([
    [{ user_id: 'a', profile: { user_id: 'b' }, data: { user_id: 'c' } }, 'a'],
    [{ profile: { user_id: 'b', userId: 'c', anonymousId: 'd' } }, 'b'],
    [{ profile: { userId: 'c', anonymousId: 'd' }, data: { user_id: 'e' } }, 'c'],
    [{ profile: { anonymousId: 7 }, data: { user_id: 'e' } }, '7'],
    [{ data: { user_id: 'e', userId: 'f' }, userId: 'g' }, 'e'],
    [{ data: { anonymousId: 'f' }, userId: 'g' }, 'f'],
    [{ user_id: '', profile: { email: 'a@x.io' }, data: { userId: 'h' } }, 'h'],
    [{ userId: 'g' }, 'g'],
    [{ profile: { email: 'a@x.io' } }, undefined],
  ])('J-21 J-22 %j is for %s', async (body, recipient) => {
    expect((await contextOf(body)).recipient).toBe(recipient);
  });

  test.each(['email', 'phone_number', 'slack', 'ms_teams', 'webhook', 'apn', 'expo', 'firebaseToken', 'discord'])(
    'J-23 J-34 a profile with %s needs no user, and no profile is stored for it',
    async (key) => {
      const before = await api.database.prisma.profile.count();
      expect((await invoke(open, { profile: { [key]: 'somewhere' } })).statusCode).toBe(202);
      expect(await api.database.prisma.profile.count()).toBe(before);
    },
  );

  test('J-35 a user whom nobody knows is fine', async () => {
    const answer = await invoke(open, { user_id: 'nobody-knows' });
    expect(answer.statusCode).toBe(202);
    expect((await runOf(answer)).context).toMatchObject({ recipient: 'nobody-knows', profile: {} });
  });

  test('J-17 a run keeps the version that was live when it was asked for', async () => {
    const { id } = await createJourney(api, { state: 'PUBLISHED' });
    const before = await invoke(id, { user_id: 'ada' });
    const nodes = [apiInvoke, { type: 'delay', mode: 'duration', duration: 'PT1H' }];
    await api.ask('PUT', `/journeys/${id}`, { body: { name: 'New', nodes, state: 'PUBLISHED' } });
    const after = await invoke(id, { user_id: 'ada' });
    const actionsOf = async (answer: { json(): { runId: string } }) =>
      ((await runOf(answer)).plan as { steps: { action: string }[] }).steps.map(({ action }) => action);
    expect([await actionsOf(before), await actionsOf(after)]).toEqual([
      ['trigger', 'exit'],
      ['trigger', 'delay'],
    ]);
  });

  test('J-29 N-10 data that differ from the schema are no reason to refuse', async () => {
    const schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['order_id'] };
    const id = await publishedJourney(api, { nodes: [{ ...apiInvoke, schema }, { type: 'exit' }] });
    expect((await invoke(id, { user_id: 'ada', data: { total: 'much' } })).statusCode).toBe(202);
  });

  test('J-63 J-64 the token is made of data, profile and recipient, or is none', async () => {
    const id = await publishedJourney(api, { cancelation_token: '{{recipient}}-{{data.order}}-{{profile.plan}}' });
    const tokenOf = async (body: object) =>
      (await runOf(await invoke(id, { user_id: 'ada', ...body }))).cancelationToken;
    expect(await tokenOf({ data: { order: 7 }, profile: { plan: 'pro' } })).toBe('ada-7-pro');
    expect(await tokenOf({ data: { order: 7 } })).toBeNull();
    const [started] = api.workflows.started;
    expect(started).toMatchObject({ cancelationToken: 'ada-7-pro', recipient: 'ada' });
  });

  test('J-63 W-08 a token of more than 500 characters is a 400 that names the field, whatever its letters are', async () => {
    const id = await publishedJourney(api, { cancelation_token: '{{data.t}}' });
    const random = (length: number) => randomBytes(length).toString('base64').slice(0, length);
    const statuses = ['x'.repeat(100_000), random(5_000), random(501)].map((t) =>
      invoke(id, { user_id: 'a', data: { t } }),
    );
    for (const answer of await Promise.all(statuses))
      expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^cancelation_token: /)]);
    const t = '\u{1f600}'.repeat(250);
    expect((await runOf(await invoke(id, { user_id: 'a', data: { t } }))).cancelationToken).toBe(t);
  });

  test('W-23 a mock key marks its runs', async () => {
    await addKey(api.database, 'pk_test_mock', { mock: true });
    expect((await runOf(await invoke(open, { user_id: 'ada' }, { key: 'pk_test_mock' }))).mock).toBe(true);
  });

  test('W-21 it takes the scope "send"', async () => {
    await addKey(api.database, 'pk_test_sender', { scopes: ['send'] });
    await addKey(api.database, 'pk_test_writer', { scopes: ['write', 'read'] });
    const statuses = ['pk_test_sender', 'pk_test_writer'].map((key) => invoke(open, { user_id: 'ada' }, { key }));
    expect((await Promise.all(statuses)).map(({ statusCode }) => statusCode)).toEqual([202, 403]);
  });

  test('W-42 W-46 the same Idempotency-Key twice is one run', async () => {
    const headers = { 'idempotency-key': 'journey-once' };
    const [first, second] = [await invoke(open, { user_id: 'ada' }, { headers }), await invoke(open, {}, { headers })];
    expect([second.statusCode, second.json()]).toEqual([202, first.json()]);
    expect(api.workflows.started).toHaveLength(1);
  });

  test('J-30 it takes three statements: the journey, the user, the run', async () => {
    const count = countStatements();
    await invoke(open, { user_id: 'ada' });
    count.stop();
    expect(count.texts).toHaveLength(3);
  });
});

describe('profile', () => {
  test('J-31 the request lies over what is stored, key by key; what is stored stays as it is', async () => {
    const stored = { email: 'stored@example.com', first_name: 'Jane', custom: { a: 1 } };
    await putProfile('jane', stored);
    const { profile } = await contextOf({ user_id: 'jane', profile: { email: 'new@example.com', custom: { b: 2 } } });
    expect(profile).toEqual({ email: 'new@example.com', first_name: 'Jane', custom: { b: 2 } });
    expect((await api.ask('GET', '/profiles/jane')).json().profile).toEqual(stored);
  });

  test('J-32 U-04 root, leaf, stored, membership, request: each lies over the one before', async () => {
    const from = (name: string, ...keys: string[]) => Object.fromEntries(keys.map((key) => [key, name]));
    await api.ask('PUT', '/tenants/root', { body: { name: 'R', user_profile: from('root', 'a', 'b', 'c', 'd', 'e') } });
    const leaf = { name: 'L', parent_tenant_id: 'root', user_profile: from('leaf', 'b', 'c', 'd', 'e') };
    await api.ask('PUT', '/tenants/leaf', { body: leaf });
    await api.ask('PUT', '/tenants/other', { body: { name: 'O', user_profile: from('other', 'a') } });
    await putProfile('member', from('stored', 'c', 'd', 'e'));
    await api.ask('PUT', '/users/member/tenants/leaf', { body: { profile: from('membership', 'd', 'e') } });
    await api.ask('PUT', '/users/member/tenants/other', { body: {} });
    const context = { tenant_id: 'leaf' };
    const body = { user_id: 'member', profile: { context, e: 'request' } };
    const expected = { a: 'root', b: 'leaf', c: 'stored', d: 'membership', e: 'request', context };
    expect((await contextOf(body)).profile).toEqual(expected);
    expect((await contextOf({ user_id: 'member' })).profile).toEqual(from('stored', 'c', 'd', 'e'));
  });

  test('J-32 whoever is no member may use a tenant; one that does not exist is ignored', async () => {
    await api.ask('PUT', '/tenants/guests', { body: { name: 'G', user_profile: { plan: 'guest' } } });
    await putProfile('visitor', { first_name: 'V' });
    const inTenant = async (tenant_id: string) =>
      (await contextOf({ user_id: 'visitor', profile: { context: { tenant_id } } })).profile;
    expect(await inTenant('guests')).toEqual({ plan: 'guest', first_name: 'V', context: { tenant_id: 'guests' } });
    expect(await inTenant('nowhere')).toEqual({ first_name: 'V', context: { tenant_id: 'nowhere' } });
  });

  test('U-05 J-33 the only tenant of a user is that of the run', async () => {
    await api.ask('PUT', '/tenants/only', {
      body: { name: 'Only', user_profile: { plan: 'team' }, properties: { tier: 'gold' } },
    });
    await api.ask('PUT', '/users/lonely/tenants/only', { body: {} });
    expect(await contextOf({ user_id: 'lonely' })).toMatchObject({ profile: { plan: 'team' }, tenantId: 'only' });
    const gold = await conditional(['tenant.tier', 'is equal', 'gold']);
    expect((await invoke(gold, { user_id: 'lonely' })).statusCode).toBe(202);
    expect((await invoke(gold, { user_id: 'ada' })).statusCode).toBe(422);
  });

  test('U-05 J-33 a tenant that follows from a membership leaves the context of the profile as it is', async () => {
    await api.ask('PUT', '/tenants/kept', { body: { name: 'Kept' } });
    await api.ask('PUT', '/users/keeper/tenants/kept', { body: {} });
    const profile = { context: { campaign: 'spring' } };
    expect(await contextOf({ user_id: 'keeper', profile })).toMatchObject({ profile, tenantId: 'kept' });
  });

  test.each<[string, object, object]>([
    ['is stored of the user', { stored: { tenant_id: 'hb', context: { tenant_id: 'hb' } } }, {}],
    ['is said of them in the tenant', { membership: { tenant_id: 'hb' } }, {}],
    ['all users of the tenant share', { shared: { tenant_id: 'hb' } }, {}],
    ['the request calls a field of its own', {}, { tenant_id: 'crm-77' }],
  ])('J-32 J-33 the tenant that is requested is that of the run, whatever %s', async (_where, said, requested) => {
    const { stored = {}, membership, shared = {} } = said as Record<string, object>;
    await api.ask('PUT', '/tenants/ha', { body: { name: 'A', user_profile: shared } });
    await api.ask('PUT', '/tenants/hb', { body: { name: 'B' } });
    await putProfile('patient', stored);
    await api.ask('PUT', '/users/patient/tenants/ha', { body: { profile: membership } });
    const id = await conditional(['tenant.id', 'is equal', 'ha']);
    const body = { user_id: 'patient', profile: { ...requested, context: { tenant_id: ' ha ' } } };
    expect((await contextOf(body, id)).tenantId).toBe('ha');
  });

  test('J-28 J-33 what is stored of a user names no tenant, neither for the conditions nor for the run', async () => {
    await api.ask('PUT', '/tenants/hb', { body: { name: 'B' } });
    await putProfile('outpatient', { tenant_id: 'hb', context: { tenant_id: 'hb' } });
    const id = await conditional(['tenant.id', 'exists']);
    expect((await invoke(id, { user_id: 'outpatient' })).statusCode).toBe(422);
    expect((await contextOf({ user_id: 'outpatient' })).tenantId).toBeNull();
  });

  test('U-05 J-32 nor does it stand in the way of their only one', async () => {
    for (const tenant of ['ha', 'hb']) await api.ask('PUT', `/tenants/${tenant}`, { body: { name: tenant } });
    await putProfile('inpatient', { tenant_id: 'hb' });
    await api.ask('PUT', '/users/inpatient/tenants/ha', { body: {} });
    expect((await contextOf({ user_id: 'inpatient' })).tenantId).toBe('ha');
  });
});

describe('refused', () => {
  const user = { user_id: 'ada' };

  test.each(['', '%20'])('J-19 a blank id (%j) is a 400', async (id) => {
    expect(await refused(id, user)).toEqual([400, 'templateId is required']);
  });

  test.each([undefined, {}, { profile: { first_name: 'John' } }, { data: { order: 1 } }, { user_id: '' }])(
    'J-21 J-23 %j names nobody',
    async (body) => {
      expect(await refused(open, body)).toEqual([400, MISSING]);
    },
  );

  test.each([
    [{ user_id: 7 }, 'user_id: '],
    [{ user_id: 'a', profile: 'x' }, 'profile: '],
    [{ user_id: 'a', data: [1] }, 'data: '],
    [[], ''],
    ['text', ''],
  ])('J-20 %j is of the wrong type', async (body, problem) => {
    expect(await refused(open, body)).toEqual([400, expect.stringContaining(problem)]);
  });

  test('J-25 a journey that is unknown, or was never published, is not found', async () => {
    const { id } = await createJourney(api);
    expect(await refused('abc-123', user)).toEqual([404, 'Automation template abc-123 not found']);
    expect(await refused(id, user)).toEqual([404, `Automation template ${id} not found`]);
    await api.ask('DELETE', `/journeys/${id}`);
    expect(await refused(id, user)).toEqual([404, `Automation template ${id} not found`]);
  });

  test('J-26 a saved automation is none, and a journey is no saved automation', async () => {
    const steps = [{ action: 'delay', duration: '1 hour' }];
    await api.ask('PUT', '/automations/a-saved-one', { body: { name: 'A', steps } });
    expect(await refused('a-saved-one', user)).toEqual([404, 'Automation template a-saved-one not found']);
    await api.ask('POST', '/automations/a-saved-one/publish');
    const expected = 'Invalid automation version. Expected 2025-09-03, got 2022-12-01';
    expect(await refused('a-saved-one', user)).toEqual([400, expected]);
    const mirrored = await api.ask('POST', `/automations/${open}/invoke`, { body: user });
    expect([mirrored.statusCode, mirrored.json()]).toEqual([
      400,
      { type: 'invalid_request_error', message: 'Invalid automation version. Expected 2022-12-01, got 2025-09-03' },
    ]);
  });

  test('J-27 J-13 an archived journey', async () => {
    const id = await publishedJourney(api);
    await api.ask('DELETE', `/journeys/${id}`);
    expect(await refused(id, user)).toEqual([422, `Cannot invoke archived automation template ${id}`]);
  });

  test('J-27 J-13 an archived journey by its alias, until somebody else has it', async () => {
    const archive = async () => (await api.ask('DELETE', '/journeys/former')).statusCode;
    await publishedJourney(api, { alias: 'former' });
    expect([await archive(), await archive()]).toEqual([204, 204]);
    expect(await refused('former', user)).toEqual([422, 'Cannot invoke archived automation template former']);
    await publishedJourney(api, { alias: 'former', enabled: false });
    expect(await refused('former', user)).toEqual([422, 'Cannot invoke disabled automation template former']);
    expect([await archive(), await archive()]).toEqual([204, 204]);
  });

  test('J-27 J-10 a disabled journey', async () => {
    const id = await publishedJourney(api, { enabled: false });
    expect(await refused(id, user)).toEqual([422, `Cannot invoke disabled automation template ${id}`]);
    await api.ask('PUT', `/journeys/${id}`, { body: { name: 'N', nodes: briefly, enabled: true } });
    expect((await invoke(id, user)).statusCode).toBe(202);
  });

  test.each([
    [['data.total', 'greater than', '100'], { data: { total: 101 } }, { data: { total: 100 } }],
    [
      {
        AND: [
          ['data.a', 'exists'],
          ['profile.plan', 'is equal', 'pro'],
        ],
      },
      { data: { a: 1 } },
      { profile: { plan: 'free' }, data: { a: 1 } },
    ],
    [['first_name', 'is equal', 'Ada'], {}, { profile: { first_name: 'Eve' } }],
  ])('J-28 conditions %j are judged over data and the merged profile', async (conditions, met, unmet) => {
    await putProfile('judged', { plan: 'pro', first_name: 'Ada' });
    const id = await conditional(conditions);
    expect((await invoke(id, { user_id: 'judged', ...met })).statusCode).toBe(202);
    expect(await refused(id, { user_id: 'judged', ...unmet })).toEqual([422, 'Trigger conditions not met']);
    expect(api.workflows.started).toHaveLength(1);
  });

  test('J-28 of several triggers the one for requests counts; without one nothing is met', async () => {
    const tracked = { type: 'trigger', trigger_type: 'segment', request_type: 'track', event_id: 'Order' };
    const both = [
      { ...tracked, conditions: ['data.never', 'exists'] },
      { ...apiInvoke, conditions: ['data.a', 'exists'] },
    ];
    const id = await publishedJourney(api, { nodes: [...both, { type: 'exit' }] });
    expect((await invoke(id, { ...user, data: { a: 1 } })).statusCode).toBe(202);
    expect(await refused(id, user)).toEqual([422, 'Trigger conditions not met']);
    const without = await publishedJourney(api, { nodes: [tracked, { type: 'exit' }] });
    expect(await refused(without, user)).toEqual([422, 'Trigger conditions not met']);
  });

  test('J-24 what is checked first is told first', async () => {
    const never = ['data.never', 'exists'];
    const disabled = await conditional(never, { enabled: false });
    const enabled = await conditional(never);
    const wrong = { user_id: 7 };
    expect((await invoke('nothing', wrong, { key: 'pk_test_unknown' })).statusCode).toBe(401);
    expect((await refused('nothing', wrong))[0]).toBe(400);
    expect((await refused('nothing', {}))[0]).toBe(404);
    expect((await refused(disabled, {}))[1]).toContain('disabled');
    await api.ask('PUT', '/automations/of-old', {
      body: { name: 'A', steps: [{ action: 'delay', duration: '1 hour' }] },
    });
    await api.ask('POST', '/automations/of-old/publish');
    expect((await refused('of-old', {}))[1]).toContain('Invalid automation version');
    expect((await refused(enabled, {}))[1]).toBe(MISSING);
    expect((await refused(enabled, user))[1]).toBe('Trigger conditions not met');
  });

  test('W-22 the other half of the workspace does not know it', async () => {
    expect((await invoke(open, user, { key: keys.production })).statusCode).toBe(404);
  });
});

describe('invoke-curl', () => {
  const properties = {
    order_id: { type: 'string' },
    order_total: { type: 'number' },
    is_first_order: { type: 'boolean' },
    order_date: { type: 'string', format: 'date-time' },
    "it's": { enum: ["o'clock"] },
  };
  const nodes = [{ ...apiInvoke, schema: { type: 'object', properties } }, { type: 'exit' }];

  test('§2.4 the command holds the id and a placeholder for each field, and its body is accepted', async () => {
    const { id } = await createJourney(api, { nodes });
    expect((await api.ask('GET', `/journeys/${id}/invoke-curl`)).statusCode).toBe(404);
    const answer = await api.ask('GET', `/journeys/${id}/invoke-curl?version=draft`, {
      headers: { host: 'angarium.example' },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const [first, key, type] = answer.body.split('\n');
    expect([first, key, type]).toEqual([
      `curl -X POST 'http://angarium.example/journeys/${id}/invoke' \\`,
      '  -H "Authorization: Bearer $ANGARIUM_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
    ]);
    const body = JSON.parse(/-d '(.*)'\n$/s.exec(answer.body)?.[1]?.replaceAll("'\\''", "'") ?? '');
    expect(body).toEqual({
      user_id: '<user_id>',
      data: {
        order_id: '<order_id>',
        order_total: 0,
        is_first_order: true,
        order_date: '2026-01-31T09:00:00Z',
        "it's": "o'clock",
      },
    });
    await api.ask('POST', `/journeys/${id}/publish`);
    expect((await invoke(id, body)).statusCode).toBe(202);
    expect((await api.ask('GET', `/journeys/${id}/invoke-curl?version=v1`)).statusCode).toBe(200);
  });

  test('§2.4 values lie within the bounds of the schema', async () => {
    const bounded = {
      minimum: { type: 'integer', minimum: 5 },
      above: { type: 'integer', exclusiveMinimum: 5 },
      below: { type: 'number', maximum: -2.5 },
      dozen: { type: 'integer', minimum: 5, multipleOf: 12 },
      some: { type: 'array', minItems: 2, items: { type: 'integer', minimum: 1 } },
      long: { type: 'string', minLength: 20 },
      short: { type: 'string', maxLength: 3 },
    };
    const schema = { type: 'object', properties: bounded };
    const { id } = await createJourney(api, { nodes: [{ ...apiInvoke, schema }, { type: 'exit' }] });
    const { body } = await api.ask('GET', `/journeys/${id}/invoke-curl?version=draft`);
    const { data } = JSON.parse(/-d '(.*)'\n$/s.exec(body)?.[1] ?? '');
    expect(new SchemaCheck().violations(schema, data)).toEqual([]);
    expect(data).toMatchObject({ minimum: 5, above: 6, below: -2.5, dozen: 12, some: [1, 1] });
  });

  test('§2.4 a journey that no request starts has none', async () => {
    const id = await publishedJourney(api, {
      nodes: [{ type: 'trigger', trigger_type: 'segment', request_type: 'group' }],
    });
    expect((await api.ask('GET', `/journeys/${id}/invoke-curl`)).statusCode).toBe(422);
  });
});
