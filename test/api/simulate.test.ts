import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { apiInvoke, createJourney } from '../support/api-journeys.ts';
import { countRows } from '../support/count-rows.ts';
import { randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { randomPlans } from '../support/random-plans/random-plans.ts';
import { RANDOM_TEMPLATES } from '../support/random-plans/world.ts';

const START = '2026-03-01T08:00:00.000Z';
const SEED = 20261121;
const SIMULATIONS = 25;

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
  await write('POST', '/providers', { provider: 'outbox' });
  await write('PUT', '/tenants/acme', { name: 'Acme', user_profile: { plan: 'gold' } });
  await write('PUT', '/profiles/ada', { profile: { email: 'ada@example.com', name: 'Ada', timezone: 'Europe/Oslo' } });
  await write('PUT', '/users/ada/tenants/acme', { profile: { desk: '4' } });
  await write('PUT', '/lists/team/subscriptions', {
    recipients: Array.from({ length: 12 }, (_, index) => ({ recipientId: index === 0 ? 'ada' : `user-${index}` })),
  });
  await write('POST', '/notifications', {
    notification: {
      name: 'Hello',
      alias: 'hello',
      content: { title: 'Hello {{name}}', body: '{{plan}} at desk {{desk}}' },
    },
    state: 'PUBLISHED',
  });
});

afterAll(() => api.close());

async function write(method: 'POST' | 'PUT', url: string, body: object) {
  const answer = await api.ask(method, url, { body });
  if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`);
  return answer.body === '' ? undefined : answer.json();
}

const automation = (body: object, options = {}) => api.ask('POST', '/automations/simulate', { body, ...options });
const journey = (body: object, options = {}) => api.ask('POST', '/journeys/simulate', { body, ...options });

/** The steps with their statuses. */
const outlineOf = (answer: Awaited<ReturnType<typeof automation>>) => {
  expect(answer.statusCode, answer.body).toBe(200);
  return answer
    .json()
    .timeline.map(({ action, type, status }: Record<string, string>) => `${action ?? type} ${status}`);
};

const refused = async (answer: Promise<{ statusCode: number; json(): { message: string } }>) => {
  const { statusCode, json } = await answer;
  return [statusCode, json().message];
};

const send = { action: 'send', template: 'hello' };
const delay = { action: 'delay', duration: '3 days' };

function listsAmong(needed: { kind: string; name: string }[]): string[] {
  return needed.filter(({ kind }) => kind === 'list').map(({ name }) => name);
}

describe('POST /automations/simulate', () => {
  test('DR-21 what is stored is what a run finds: profile, tenant, template, provider, and the zone of the recipient', async () => {
    const answer = await automation({ automation: { steps: [delay, send] }, recipient: 'ada', start: START });
    expect(outlineOf(answer)).toEqual(['delay PROCESSED', 'send PROCESSED']);
    const { run, timeline } = answer.json();
    expect(run).toEqual({ status: 'PROCESSED', started_at: START, ended_at: '2026-03-04T08:00:00.000Z' });
    expect(timeline[1].local).toBe('2026-03-04T09:00:00.000+01:00');
    expect(timeline[1].messages).toEqual([
      expect.objectContaining({
        channel: 'email',
        provider: 'outbox',
        address: 'ada@example.com',
        rendered: expect.objectContaining({ subject: 'Hello Ada', text: 'gold at desk 4' }),
      }),
    ]);
  });

  test('DR-21 what is only named by data is found too, and what a step before it changed', async () => {
    const steps = [
      {
        action: 'update-profile',
        recipient_id: { $ref: 'data.who' },
        profile: { name: 'Lovelace' },
        merge: 'overwrite',
      },
      { action: 'send', recipient: { $ref: 'data.who' }, template: { $ref: 'data.what' } },
    ];
    const answer = await automation({ automation: { steps }, data: { who: 'ada', what: 'hello' }, start: START });
    expect(answer.json().timeline[1].messages[0].rendered).toMatchObject({ subject: 'Hello Lovelace' });
  });

  test('DR-21 a list has all of its members, of whom the first ten are shown', async () => {
    const steps = [{ action: 'send-list', list: 'team', template: 'hello' }];
    const { timeline } = (await automation({ automation: { steps }, start: START })).json();
    expect([timeline[0].recipients, timeline[0].messages.length]).toEqual([12, 10]);
  });

  test('DR-21 so has one whose name data give: among thousands of others, or put together from parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, `v${index}`]));
    const toList = (list: unknown) => ({ action: 'send-list', list, template: 'hello' });
    const half = (end: string) => `\${data.half}${end}`;
    const steps = [toList({ $ref: 'data.last' }), toList(half('am')), toList(half('nt'))];
    const data = { ...many, last: 'team', half: 'te' };
    const { timeline, assumptions_needed } = (await automation({ automation: { steps }, data, start: START })).json();
    const told = timeline.map(({ listed, recipients, messages = [] }: Record<string, unknown[]>) => [
      listed,
      recipients,
      messages.length,
    ]);
    expect(told).toEqual([
      ['team', 12, 10],
      ['team', 12, 10],
      ['tent', 0, 0],
    ]);
    expect(listsAmong(assumptions_needed)).toEqual(['tent']);
  });

  test('DR-21 a pattern of which there is no list is asked for, and who was just put on a list is counted', async () => {
    const subscribe = { action: 'subscribe', list_id: 'team', recipient_id: 'newcomer' };
    const toList = (list: string) => ({ action: 'send-list', list, template: 'hello' });
    const steps = [toList('nothing.*'), subscribe, toList('team')];
    const { timeline, assumptions_needed } = (await automation({ automation: { steps }, start: START })).json();
    expect([timeline[2].recipients, listsAmong(assumptions_needed)]).toEqual([13, ['nothing.*']]);
  });

  test('DR-21 what the worker may not call is not called', async () => {
    const fetching = (url: string) => ({
      action: 'fetch-data',
      webhook: { url, method: 'GET' },
      merge_strategy: 'overwrite',
    });
    const steps = ['https://127.0.0.1/', 'http://example.com/'].map(fetching);
    const { timeline, assumptions_needed } = (await automation({ automation: { steps }, start: START })).json();
    expect(timeline.map(({ reason }: { reason: string }) => reason)).toEqual([
      'the call is not allowed: the server has a private address',
      'the call is not allowed: only https may be called',
    ]);
    expect(assumptions_needed).toEqual([]);
  });

  test('DR-22 a saved one: what is in force, unless the draft or a version is asked for', async () => {
    await write('PUT', '/automations/saved', { name: 'Saved', steps: [send] });
    await write('POST', '/automations/saved/publish', {});
    await write('PUT', '/automations/saved', { name: 'Saved', steps: [delay, send], alias: 'kept' });
    const steps = async (body: object) => outlineOf(await automation({ recipient: 'ada', ...body }));
    expect(await steps({ id: 'saved' })).toHaveLength(1);
    expect(await steps({ id: 'kept', version: 'draft' })).toHaveLength(2);
    expect(await steps({ id: 'saved', version: 'v1' })).toHaveLength(1);
    expect(await refused(automation({ id: 'saved', version: 'v9' }))).toEqual([
      404,
      'Version v9 of automation template saved not found',
    ]);
  });

  test('DR-22 one that cannot be invoked is refused in the words of an invoke', async () => {
    await write('PUT', '/automations/unpublished', { name: 'Unpublished', steps: [send] });
    for (const id of ['unpublished', 'nowhere', ' ']) {
      const invoked = await api.ask('POST', `/automations/${encodeURIComponent(id)}/invoke`, { body: {} });
      expect(await refused(automation({ id })), id).toEqual([invoked.statusCode, invoked.json().message]);
    }
  });

  test('DR-23 bad input is refused in the words of an invoke, with the path of what is wrong', async () => {
    const bad = [
      { automation: { steps: [{ action: 'delay', duration: 'soon' }, { action: 'fly' }] } },
      { automation: { steps: [{ action: 'send', message: { content: { title: '{{#each}', body: '' } } }] } },
      { automation: { steps: [] } },
    ];
    for (const body of bad) {
      const invoked = await api.ask('POST', '/automations/invoke', { body });
      expect(invoked.statusCode).toBe(400);
      expect(await refused(automation(body))).toEqual([400, invoked.json().message]);
    }
  });

  test.each([
    [{}, 'automation.steps: is missing, and so is the id of one that is saved'],
    [{ automation: { steps: [send] }, id: 'saved' }, 'id: cannot stand beside automation.steps'],
    [{ automation: { steps: [send] }, version: 'v1' }, 'version: cannot stand beside automation.steps'],
    [{ automation: { steps: [send] }, start: 'soon' }, 'start: must be an instant such as 2026-12-01T09:00:00Z'],
    [
      { automation: { steps: [send] }, time_zone: 'Mars' },
      'time_zone: must be a time zone such as "Europe/Oslo" or "UTC+4"',
    ],
    [{ automation: { steps: [send] }, assume: { weather: 'fine' } }, 'assume: Unrecognized key: "weather"'],
    [
      { automation: { steps: [send] }, assume: { fetches: { nothing: { body: 1 } } } },
      'assume.fetches.nothing: names no step that fetches',
    ],
  ])('DR-23 %j is refused', async (body, message) => {
    expect(await refused(automation(body))).toEqual([400, message]);
  });
});

test('DR-21 the preferences of the recipient decide, as they do on real messages', async () => {
  const section = await write('POST', '/preferences/sections', { name: 'News' });
  const topic = await write('POST', `/preferences/sections/${section.id}/topics`, {
    name: 'News',
    default_status: 'OPTED_OUT',
  });
  await write('POST', '/notifications', {
    notification: {
      name: 'News',
      alias: 'news',
      subscription: { topic_id: topic.id },
      content: { title: 'News', body: 'There are some.' },
    },
    state: 'PUBLISHED',
  });
  const steps = [{ action: 'send', template: 'news' }];
  const status = async () =>
    (await automation({ automation: { steps }, recipient: 'ada' })).json().timeline[0].messages[0].status;
  expect(await status()).not.toBe('SENT');
  await write('PUT', `/users/ada/preferences/${topic.id}`, { topic: { status: 'OPTED_IN' } });
  expect(await status()).toBe('SENT');
});

describe('POST /journeys/simulate', () => {
  const fetchNode = { id: 'f', type: 'fetch', method: 'get', url: 'https://example.com', merge_strategy: 'overwrite' };

  test('DR-24 a journey that the request brings along, over the stored user', async () => {
    const nodes = [apiInvoke, { type: 'send', message: { template: 'hello' } }];
    const answer = await journey({ journey: { nodes }, user_id: 'ada', start: START });
    expect(outlineOf(answer)).toEqual(['trigger PROCESSED', 'send PROCESSED']);
    expect(answer.json().timeline[1]).toMatchObject({ node_id: 'node-2', messages: [{ address: 'ada@example.com' }] });
  });

  test('DR-24 the same request has the same answer', async () => {
    const body = { journey: { nodes: [apiInvoke, fetchNode] }, user_id: 'ada', start: START };
    expect((await journey(body)).json()).toEqual((await journey(body)).json());
  });

  test('DR-24 a saved one by id and version, and what would become of it, with its own templates', async () => {
    const { id } = await createJourney(api, { nodes: [apiInvoke, { type: 'exit' }], state: 'PUBLISHED' });
    const own = await write('POST', `/journeys/${id}/templates`, {
      channel: 'email',
      notification: {
        name: 'Own',
        content: { version: '2022-01-01', elements: [{ type: 'text', content: 'Only here' }] },
      },
      state: 'PUBLISHED',
    });
    const nodes = [apiInvoke, { type: 'send', message: { template: own.id } }];
    expect(outlineOf(await journey({ id, user_id: 'ada' }))).toEqual(['trigger PROCESSED', 'exit PROCESSED']);
    const replaced = await journey({ id, journey: { nodes }, user_id: 'ada' });
    expect(replaced.json().timeline[1].messages[0].rendered.text).toBe('Only here');
    const [status, message] = await refused(journey({ journey: { nodes }, user_id: 'ada' }));
    expect([status, message]).toEqual([422, expect.stringContaining(`the template ${own.id}`)]);
    const assume = { throttled: ['nowhere'] };
    expect((await refused(journey({ journey: { nodes }, user_id: 'ada', assume })))[0]).toBe(422);
    await write('PUT', `/journeys/${id}`, { name: 'J', nodes });
    expect(outlineOf(await journey({ id, version: 'draft', user_id: 'ada' }))).toEqual([
      'trigger PROCESSED',
      'send PROCESSED',
    ]);
  });

  test('DR-29 an event starts it, over its user as the event leaves them, and nothing of that is stored', async () => {
    const nodes = [
      { type: 'trigger', trigger_type: 'segment', request_type: 'identify' },
      { type: 'send', message: { template: 'hello' } },
    ];
    const traits = { email: 'new@example.com', name: 'New' };
    const event = { type: 'identify', userId: 'newcomer', traits };
    const answer = await journey({ journey: { nodes }, event, start: START });
    expect(outlineOf(answer)).toEqual(['trigger PROCESSED', 'send PROCESSED']);
    const [{ address, rendered }] = answer.json().timeline[1].messages;
    expect([address, rendered.subject]).toEqual(['new@example.com', 'Hello New']);
    expect((await api.ask('GET', '/profiles/newcomer')).statusCode).toBe(404);
  });

  test('DR-29 E-08 a group is the tenant that is stored, however much else the event tells', async () => {
    await write('PUT', '/tenants/holding', { name: 'Holding', properties: { city: 'Bonn' } });
    await write('PUT', '/tenants/globex', { name: 'Globex', parent_tenant_id: 'holding', user_profile: { desk: '9' } });
    await write('PUT', '/profiles/whoever', { profile: { email: 'whoever@example.com' } });
    const content = { title: '{{tenant.name}}', body: '{{tenant.city}} at desk {{desk}}' };
    await write('POST', '/notifications', { notification: { name: 'In', alias: 'in', content }, state: 'PUBLISHED' });
    const nodes = [
      { type: 'trigger', trigger_type: 'segment', request_type: 'group' },
      { type: 'send', message: { template: 'in' } },
    ];
    const traits = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, `v${index}`]));
    const event = { type: 'group', groupId: ' globex ', userId: 'whoever', traits };
    const before = await countRows(api.database);
    const answer = await journey({ journey: { nodes }, event, start: START });
    expect(outlineOf(answer)).toEqual(['trigger PROCESSED', 'send PROCESSED']);
    const { rendered } = answer.json().timeline[1].messages[0];
    expect([rendered.subject, rendered.text.trim()]).toEqual(['Globex', 'Bonn at desk 9']);
    expect(await countRows(api.database)).toEqual(before);
  });

  test('DR-29 it is refused where the event starts nothing, and where it is none', async () => {
    const nodes = [{ type: 'trigger', trigger_type: 'segment', request_type: 'track', event_id: 'Order' }];
    const order = { type: 'track', event: 'Order', userId: 'nobody', properties: {} };
    const about = (event: object) => refused(journey({ journey: { nodes }, event }));
    expect(await about(order)).toEqual([422, 'no such user']);
    const waits = [422, 'no trigger waits for segment/track/Other'];
    expect(await about({ ...order, userId: 'ada', event: 'Other' })).toEqual(waits);
    expect(await about({ ...order, properties: 1 })).toEqual([400, expect.stringMatching(/^event\.properties: /)]);
    expect(await refused(journey({ journey: { nodes }, user_id: 'ada' }))).toEqual([
      422,
      'The journey waits for an event: say which in event',
    ]);
  });

  test('DR-25 it is refused where an invoke is: nobody to run for, a trigger that is not met, nodes that are wrong', async () => {
    const nodes = [apiInvoke, { type: 'exit' }];
    expect((await refused(journey({ journey: { nodes } })))[0]).toBe(400);
    const unmet = [{ ...apiInvoke, conditions: ['data.plan', 'is equal', 'gold'] }];
    expect(await refused(journey({ journey: { nodes: unmet }, user_id: 'ada' }))).toEqual([
      422,
      'Trigger conditions not met',
    ]);
    const wrong = [apiInvoke, { type: 'delay', mode: 'duration', duration: 'soon' }];
    expect(await refused(journey({ journey: { nodes: wrong }, user_id: 'ada' }))).toEqual([
      400,
      expect.stringMatching(/^journey\.nodes\.1\.duration: /),
    ]);
  });

  test('A-00 simulate is the alias of no journey', async () => {
    const answer = await api.ask('POST', '/journeys', { body: { name: 'J', nodes: [apiInvoke], alias: 'simulate' } });
    expect([answer.statusCode, answer.json().message]).toEqual([400, 'alias: is a reserved name']);
  });
});

test('DR-20 a key that may read may simulate, one that may only send may not; another environment has other templates', async () => {
  await addKey(api.database, 'pk_test_reader', { scopes: ['read'] });
  await addKey(api.database, 'pk_test_sender', { scopes: ['send'] });
  const body = { automation: { steps: [send] }, recipient: 'ada' };
  expect((await automation(body, { key: 'pk_test_reader' })).json().run.status).toBe('PROCESSED');
  expect((await automation(body, { key: 'pk_test_sender' })).statusCode).toBe(403);
  const elsewhere = (await automation(body, { key: keys.stranger })).json();
  expect(elsewhere.timeline[0]).toMatchObject({ status: 'ERROR', reason: 'template: hello does not exist' });
});

test('DR-20 an Idempotency-Key keeps no answer', async () => {
  const headers = { 'idempotency-key': 'simulated' };
  const body = { automation: { steps: [send] }, recipient: 'ada' };
  expect((await automation(body, { headers })).statusCode).toBe(200);
  expect((await automation({ ...body, automation: { steps: [] } }, { headers })).statusCode).toBe(400);
  expect(await api.database.prisma.idempotency.count()).toBe(0);
});

test(`DR-26 ${2 * SIMULATIONS} random simulations leave every table as it was, and start nothing`, async () => {
  const base = Date.parse(START);
  for (const [alias, content] of Object.entries(RANDOM_TEMPLATES))
    await write('POST', '/notifications', { notification: { name: alias, alias, content }, state: 'PUBLISHED' });
  const before = await countRows(api.database);
  expect(Object.keys(before).length).toBeGreaterThan(20);
  const statuses: number[] = [];
  for (const plan of randomPlans(SIMULATIONS, SEED, base))
    statuses.push((await automation({ ...plan, start: START })).statusCode);
  for (const { nodes, recipient, profile } of randomJourneys(SIMULATIONS, SEED)) {
    const body = { journey: { nodes: [apiInvoke, ...nodes] }, user_id: recipient ?? 'ada', profile };
    statuses.push((await journey({ ...body, data: randomData(base), start: START })).statusCode);
  }
  expect(statuses).toEqual(statuses.map(() => 200));
  expect(await countRows(api.database)).toEqual(before);
  expect(api.workflows.started).toEqual([]);
});
