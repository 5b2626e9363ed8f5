import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { JsonObject } from '../../language/json/json.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { publishedJourney } from '../support/api-journeys.ts';
import { eventRow, matchAll, matcherOf, receive, rudderstackEvent, segmentEvent } from '../support/events.ts';
import { countStatements } from '../support/statement-count.ts';

let api: ApiUnderTest;
let under: ReturnType<typeof matcherOf>;

beforeAll(async () => {
  api = await startApi();
  under = matcherOf(api);
});

afterAll(() => api.close());

/** Every test has the journeys and the users that it makes, and no others. */
beforeEach(async () => {
  api.workflows.started.length = 0;
  await api.database.pool.query(
    'TRUNCATE journey, automation, event_trigger, profile, tenant, run, inbound_event CASCADE',
  );
  await putProfile('ada', { email: 'ada@example.com', plan: 'gold' });
});

const putProfile = (id: string, profile: object) => api.ask('PUT', `/profiles/${id}`, { body: { profile } });

const segment = (changes: object = {}) => ({
  type: 'trigger',
  trigger_type: 'segment',
  request_type: 'track',
  ...changes,
});

const webhook = (changes: object = {}) => ({
  type: 'trigger',
  trigger_type: 'webhook',
  event_source: 'shop',
  ...changes,
});

const journey = (trigger: object, changes: object = {}) =>
  publishedJourney(api, { nodes: [trigger, { type: 'exit' }], ...changes });

async function automation(id: string, definition: object): Promise<string> {
  const saved = await api.ask('PUT', `/automations/${id}`, { body: { name: id, ...definition } });
  if (saved.statusCode !== 200) throw new Error(saved.body);
  await api.ask('POST', `/automations/${id}/publish`, { body: {} });
  return id;
}

/** Takes an event in and lets it start what it starts. */
async function match(body: JsonObject, changes: Parameters<typeof receive>[2] = {}) {
  const id = await receive(api.database, body, changes);
  await matchAll(under.matcher);
  expect(under.errors).toEqual([]);
  return eventRow(api.database, id);
}

/** What an event started, by the ids of journeys and automations, and the runs of them. */
async function startedBy(body: JsonObject, changes: Parameters<typeof receive>[2] = {}) {
  const { outcomes } = await match(body, changes);
  const ids = outcomes.flatMap(({ run_id: id }) => (id ? [id] : []));
  const runs = await api.database.prisma.run.findMany({ where: { id: { in: ids } } });
  return outcomes.flatMap(({ id, run_id: runId }) =>
    runId ? [{ id, run: runs.find((run) => run.id === runId) }] : [],
  );
}

const idsStartedBy = async (...event: Parameters<typeof startedBy>) => (await startedBy(...event)).map(({ id }) => id);

describe('what an event starts', () => {
  it("E-05 the seed's example: an order that is large enough starts the journey, once, and a small one does not", async () => {
    const conditions = {
      AND: [
        ['event', 'is equal', 'Order Completed'],
        ['properties.total', 'greater than', '100'],
      ],
    };
    const id = await journey(segment({ conditions }));
    const small = segmentEvent({ properties: { total: 99 } });
    const [started, ignored] = [await startedBy(segmentEvent()), await match(small)];
    expect(started.map((one) => one.id)).toEqual([id]);
    expect(api.workflows.started).toMatchObject([
      { id: started[0]?.run?.id, kind: 'journey', template: id, recipient: 'ada' },
    ]);
    expect(ignored.status).toBe('MATCHED');
    expect(ignored.outcomes).toEqual([
      {
        ...{ kind: 'journey', id, reason: 'Trigger conditions not met' },
        conditions: [
          { path: 'event', operator: 'is equal', value: 'Order Completed', actual: 'Order Completed', result: true },
          { path: 'properties.total', operator: 'greater than', value: '100', actual: 99, result: false },
        ],
      },
    ]);
  });

  it('N-12 an event whose conditions do not hold makes no run at all', async () => {
    await journey(segment({ conditions: ['properties.total', 'greater than', '1000'] }));
    await match(segmentEvent());
    expect(await api.database.prisma.run.count()).toBe(0);
    expect(api.workflows.started).toEqual([]);
  });

  it.each([
    ['a number', ['properties.total', 'greater than', '100'], true],
    ['a number as text', ['properties.total', 'less than', '100'], false],
    ['a boolean', ['properties.is_first', 'is equal', 'true'], true],
    ['text', ['properties.coupon', 'contains', 'SPRING'], true],
    ['a time', ['properties.shipped_at', 'greater than', '2026-02-09T00:00:00+02:00'], true],
    ['the name of the event', ['event', 'starts with', 'Order'], true],
    ['the context', ['context.page.path', 'is equal', '/checkout'], true],
    ['a member of a list', ['properties.products.0.sku', 'is equal', 'sku_32'], true],
    ['the stored profile', ['profile.plan', 'is equal', 'gold'], true],
    ['a property without its root', ['total', 'greater than', '100'], true],
    ['what is not there', ['properties.refund', 'exists'], false],
    ['what only the profile has, without its root', ['plan', 'is equal', 'gold'], false],
    ['who it is about, by a name that only runs have', ['user_id', 'exists'], false],
  ])('N-27 a condition is judged over the event: %s', async (_, conditions, starts) => {
    const properties = {
      total: 149.5,
      is_first: true,
      coupon: 'SPRING-26',
      shipped_at: '2026-02-09T08:00:00Z',
      products: [{ sku: 'sku_32' }],
    };
    await journey(segment({ conditions }));
    expect(await idsStartedBy(segmentEvent({ properties }))).toHaveLength(starts ? 1 : 0);
  });

  it('E-04 by its type, and by its name where the trigger has one: exactly, upper and lower case told apart', async () => {
    const any = await journey(segment());
    const named = await journey(segment({ event_id: 'Order Completed' }));
    const page = await journey(segment({ request_type: 'page', event_id: 'Pricing Page' }));
    const started = async (changes: JsonObject) => (await idsStartedBy(segmentEvent(changes))).sort();
    expect(await started({})).toEqual([any, named].sort());
    for (const event of ['order completed', 'Order  Completed', 'Order', 'Order Completed/2'])
      expect(await started({ event })).toEqual([any]);
    for (const event of [' Order Completed', '\tOrder Completed\u00a0'])
      expect(await started({ event })).toEqual([any, named].sort());
    expect(await started({ type: 'page', name: 'Pricing Page' })).toEqual([page]);
    expect(await started({ type: 'page', name: 'Pricing' })).toEqual([]);
    expect(await started({ type: 'page' })).toEqual([]);
  });

  it('E-04 a name is trimmed as the language trims it, where it is indexed and where it is judged', async () => {
    const id = await journey(segment({ event_id: '\u00a0Order Completed\t' }));
    expect(await idsStartedBy(segmentEvent())).toEqual([id]);
  });

  it('E-04 the longest names in any alphabet', async () => {
    const text = (length: number) =>
      String.fromCharCode(...Array.from({ length }, (_, n) => 0x4e00 + ((n * 7_919) % 20_000)));
    const [event, source] = [text(512), text(256)];
    const ids = [
      await journey(segment({ event_id: event })),
      await journey({ type: 'trigger', trigger_type: 'webhook', event_source: source, event_id: event }),
    ];
    expect(await idsStartedBy(segmentEvent({ event: ` ${event} ` }))).toEqual([ids[0]]);
    expect(await idsStartedBy({ userId: 'ada', event }, { webhook: source })).toEqual([ids[1]]);
  });

  it('E-04 a journey of several triggers is started once, by the first whose conditions hold', async () => {
    const nodes = [
      segment({ id: 'large', event_id: 'Order Completed', conditions: ['properties.total', 'greater than', '1000'] }),
      segment({ id: 'any' }),
      segment({ id: 'named', event_id: 'Order Completed' }),
      { type: 'exit' },
    ];
    const id = await publishedJourney(api, { nodes });
    const [started, ...others] = await startedBy(segmentEvent());
    expect([started?.id, others]).toEqual([id, []]);
    expect(started?.run?.plan).toMatchObject({ steps: [{ id: 'any' }, { action: 'exit' }] });
  });

  it('E-09 every journey and automation that is published, enabled and not archived, each by its own name', async () => {
    const one = await journey(segment());
    const other = await automation('other', {
      sources: ['segment/track/Order Completed'],
      steps: [{ action: 'cancel', cancelation_token: 'x' }],
    });
    const disabled = await journey(segment(), { enabled: false });
    await journey(segment(), { state: 'DRAFT' });
    const archived = await journey(segment());
    await api.ask('DELETE', `/journeys/${archived}`);
    await automation('elsewhere', {
      sources: ['segment/identify'],
      steps: [{ action: 'cancel', cancelation_token: 'x' }],
    });
    const { outcomes } = await match(segmentEvent());
    expect(outcomes).toHaveLength(3);
    expect(outcomes).toContainEqual({ kind: 'journey', id: one, run_id: expect.any(String) });
    expect(outcomes).toContainEqual({ kind: 'automation', id: other, run_id: expect.any(String) });
    expect(outcomes).toContainEqual({ kind: 'journey', id: disabled, reason: 'disabled' });
  });

  it('E-09 an automation that is archived starts nothing, one that is disabled says so, one that was never published neither', async () => {
    const body = { sources: ['segment/track'], steps: [{ action: 'cancel', cancelation_token: 'x' }] };
    await automation('archived', body);
    await api.ask('DELETE', '/automations/archived');
    await automation('disabled', { ...body, enabled: false });
    await api.ask('PUT', '/automations/draft', { body: { name: 'draft', ...body } });
    const { outcomes } = await match(segmentEvent());
    expect(outcomes).toEqual([{ kind: 'automation', id: 'disabled', reason: 'disabled' }]);
  });

  it('W-24 E-09 what is published under one id in two environments is each its own', async () => {
    const put = async (key: string, token: string) => {
      const steps = [{ action: 'cancel', cancelation_token: token }];
      await api.ask('PUT', '/automations/same', { key, body: { name: 'same', sources: ['segment/track'], steps } });
      await api.ask('POST', '/automations/same/publish', { key, body: {} });
    };
    await put(keys.test, 'one');
    await put(keys.stranger, 'two');
    await api.ask('PUT', '/profiles/ada', { key: keys.stranger, body: { profile: {} } });
    await receive(api.database, segmentEvent());
    await receive(api.database, segmentEvent(), { environmentId: 'two-test' });
    await matchAll(under.matcher);
    const runs = await api.database.prisma.run.findMany({ orderBy: { environmentId: 'asc' } });
    expect(runs).toMatchObject([
      { environmentId: 'one-test', plan: { steps: [{ fields: { cancelation_token: 'one' } }] } },
      { environmentId: 'two-test', plan: { steps: [{ fields: { cancelation_token: 'two' } }] } },
    ]);
  });

  it('E-09 only what is published last: a draft changes nothing, a publish replaces the triggers', async () => {
    const id = await journey(segment({ event_id: 'Order Completed' }));
    const nodes = [segment({ event_id: 'Order Refunded' }), { type: 'exit' }];
    await api.ask('PUT', `/journeys/${id}`, { body: { name: 'A journey', nodes } });
    expect(await idsStartedBy(segmentEvent())).toEqual([id]);
    await api.ask('POST', `/journeys/${id}/publish`, { body: {} });
    expect(await idsStartedBy(segmentEvent())).toEqual([]);
    expect(await idsStartedBy(segmentEvent({ event: 'Order Refunded' }))).toEqual([id]);
  });

  it.each([
    ['segment/track/Order Completed', segment(), {}],
    ['segment/page/Pricing Page', segment({ request_type: 'page' }), { type: 'page', name: 'Pricing Page' }],
    ['segment/page', segment({ request_type: 'page' }), { type: 'page' }],
    ['segment/identify', segment({ request_type: 'identify' }), { type: 'identify', traits: {} }],
    ['segment/group', segment({ request_type: 'group' }), { type: 'group', groupId: 'acme' }],
  ])('E-09 the source of a run is %s', async (source, trigger, changes) => {
    await journey(trigger);
    const [started] = await startedBy(segmentEvent(changes));
    expect(started?.run).toMatchObject({ source: [source], kind: 'journey' });
  });

  it('W-24 nothing of another environment', async () => {
    await journey(segment());
    await api.ask('PUT', '/profiles/ada', { key: keys.stranger, body: { profile: {} } });
    expect((await match(segmentEvent(), { environmentId: 'two-test' })).outcomes).toEqual([]);
  });

  it('W-23 a mock event makes mock runs', async () => {
    await journey(segment());
    await automation('mocked', { sources: ['segment/track'], steps: [{ action: 'cancel', cancelation_token: 'x' }] });
    const mocked = await startedBy(segmentEvent(), { mock: true });
    expect(mocked.map(({ run }) => [run?.kind, run?.mock])).toEqual([
      ['automation', true],
      ['journey', true],
    ]);
    const real = await startedBy(segmentEvent());
    expect(real.map(({ run }) => run?.mock)).toEqual([false, false]);
  });
});

describe('what a run is given', () => {
  it('E-03 the properties, and over them the event itself', async () => {
    await journey(segment());
    const event = segmentEvent({ properties: { total: 5, event: 'hidden', nested: { a: 1 } } });
    const [started] = await startedBy(event);
    expect(started?.run?.context).toMatchObject({
      data: {
        ...event,
        total: 5,
        event: 'Order Completed',
        properties: { total: 5, event: 'hidden' },
        nested: { a: 1 },
      },
      recipient: 'ada',
    });
  });

  it.each(['identify', 'group'])('E-03 the traits of an %s event', async (type) => {
    await journey(segment({ request_type: type }));
    const [started] = await startedBy(
      segmentEvent({ type, groupId: 'acme', traits: { plan: 'silver' }, properties: { plan: 'no' } }),
    );
    expect(started?.run?.context).toMatchObject({
      data: { plan: 'silver', traits: { plan: 'silver' }, userId: 'ada' },
    });
  });

  it('J-31 J-63 the stored profile, and a token of what the event tells', async () => {
    await journey(segment(), { cancelation_token: 'order-{{data.order_id}}' });
    const [started] = await startedBy(segmentEvent());
    expect(started?.run).toMatchObject({ cancelationToken: 'order-ORD-9042', context: { profile: { plan: 'gold' } } });
    expect(api.workflows.started).toMatchObject([{ cancelationToken: 'order-ORD-9042' }]);
  });

  it('J-64 a token that is too long starts nothing and says so, and holds up nothing else', async () => {
    const token = '{{data.properties.long}}';
    const long = await journey(segment(), { cancelation_token: token });
    const steps = [{ action: 'delay', duration: '1 hour' }];
    const saved = await automation('long', {
      ...{ sources: ['segment/track'], steps },
      cancelation_token: { $ref: 'data.properties.long' },
    });
    const short = await journey(segment());
    const { outcomes } = await match(segmentEvent({ properties: { long: 'x'.repeat(5_000) } }));
    const reason = expect.stringContaining('cancelation_token: is longer than 500 characters');
    expect(outcomes).toContainEqual({ kind: 'journey', id: long, reason });
    expect(outcomes).toContainEqual({ kind: 'automation', id: saved, reason });
    expect(outcomes).toContainEqual({ kind: 'journey', id: short, run_id: expect.any(String) });
  });

  it('E-10 U-05 the tenant of a user who has one only, and none that the event names', async () => {
    await api.ask('PUT', '/tenants/acme', { body: { name: 'Acme', user_profile: { city: 'Bonn' } } });
    await api.ask('PUT', '/tenants/other', { body: { name: 'Other', user_profile: { city: 'Rome' } } });
    await api.ask('PUT', '/users/ada/tenants/acme', { body: {} });
    await journey(segment());
    const [started] = await startedBy(
      segmentEvent({ context: { groupId: 'other' }, properties: { tenant_id: 'other' } }),
    );
    expect(started?.run?.context).toMatchObject({ profile: { city: 'Bonn' }, tenantId: 'acme' });
  });
});

describe('whom an event is about', () => {
  it.each([
    ['track', { userId: 'nobody' }, 'no such user'],
    ['page', { userId: 'nobody', name: 'Pricing Page' }, 'no such user'],
    ['track', { userId: null }, 'the event names no user'],
    ['track', { userId: ' ' }, 'the event names no user'],
  ])('E-06 %s starts nothing for %o: %s', async (type, changes, reason) => {
    const id = await journey(segment({ request_type: type }));
    await putProfile('507f191e810c19729de860ea', { email: 'anonymous@example.com' });
    const { outcomes } = await match(segmentEvent({ type, ...changes }));
    expect(outcomes).toEqual([{ kind: 'journey', id, reason }]);
  });

  const profileOf = async (userId: string) =>
    (
      await api.database.prisma.profile.findUnique({
        where: { environmentId_userId: { environmentId: 'one-test', userId } },
      })
    )?.profile;

  it('E-07 identify writes traits over the profile, key by key, and nothing else of the event', async () => {
    const traits = { email: 'new@example.com', address: { city: 'Bonn' } };
    await putProfile('ada', { email: 'ada@example.com', plan: 'gold', address: { city: 'Rome', street: 'Via' } });
    await match(segmentEvent({ type: 'identify', traits, email: 'ignored@example.com', name: 'ignored' }));
    expect(await profileOf('ada')).toEqual({ email: 'new@example.com', plan: 'gold', address: { city: 'Bonn' } });
  });

  it('E-07 identify makes a user that nobody knew before it starts anything, and an anonymous one none', async () => {
    const id = await journey(segment({ request_type: 'identify', conditions: ['profile.plan', 'is equal', 'new'] }));
    const traits = { email: 'bob@example.com', plan: 'new' };
    const [started] = await startedBy(segmentEvent({ type: 'identify', userId: 'bob', traits }));
    expect([started?.id, await profileOf('bob')]).toEqual([id, traits]);
    expect(started?.run?.context).toMatchObject({ profile: traits, recipient: 'bob' });
    await match(segmentEvent({ type: 'identify', userId: null, traits }));
    expect(await api.database.prisma.profile.count()).toBe(2);
  });

  it('E-07 each of several events of a user sees what was said before it, and no more', async () => {
    const id = await journey(segment({ conditions: ['profile.plan', 'is equal', 'silver'] }));
    const saying = (plan: string) =>
      receive(api.database, segmentEvent({ type: 'identify', userId: 'bob', traits: { plan } }));
    const asking = () => receive(api.database, segmentEvent({ userId: 'bob' }));
    const ids = [await asking(), await saying('silver'), await asking(), await saying('gold'), await asking()];
    expect(await under.matcher.round()).toBe(true);
    const rows = await Promise.all([0, 2, 4].map((index) => eventRow(api.database, ids[index] as string)));
    const told = rows.map(({ outcomes: [outcome] }) => (outcome?.run_id ? outcome.id : outcome?.reason));
    expect(told).toEqual(['no such user', id, 'Trigger conditions not met']);
    expect(await profileOf('bob')).toEqual({ plan: 'gold' });
  });

  it('E-08 group makes the tenant, keeps its traits and adds the user before it starts anything', async () => {
    await journey(segment({ request_type: 'group' }));
    const group = (traits: JsonObject) => segmentEvent({ type: 'group', groupId: 'acme', traits });
    const [started] = await startedBy(group({ name: 'Acme', seats: 5, region: 'eu' }));
    expect(started?.run?.context).toMatchObject({ recipient: 'ada', tenantId: 'acme' });
    await match(group({ seats: 6 }));
    const [tenant, ...others] = await api.database.prisma.tenant.findMany();
    expect(others).toEqual([]);
    expect(tenant).toMatchObject({ id: 'acme', name: 'Acme', properties: { name: 'Acme', seats: 6, region: 'eu' } });
    const members = await api.database.prisma.membership.findMany();
    expect(members).toMatchObject([{ userId: 'ada', tenantId: 'acme' }]);
  });

  it('E-08 each of several events of a user sees the tenants that were joined before it, as they were, and no more', async () => {
    await journey(segment());
    const joining = (groupId: string, seats: number, userId = 'ada') =>
      receive(api.database, segmentEvent({ type: 'group', userId, groupId, traits: { seats } }));
    await api.ask('PUT', '/tenants/acme', { body: { name: 'Acme', user_profile: { city: 'Bonn' } } });
    const asking = () => receive(api.database, segmentEvent());
    const ids = [await asking(), await joining('acme', 5), await asking(), await joining('other', 6), await asking()];
    expect(await under.matcher.round()).toBe(true);
    const rows = await Promise.all([0, 2, 4].map((index) => eventRow(api.database, ids[index] as string)));
    const runs = await api.database.prisma.run.findMany();
    const contexts = rows.map(({ outcomes: [one] }) => runs.find(({ id }) => id === one?.run_id)?.context);
    expect(contexts).toMatchObject([
      { tenantId: null, profile: { plan: 'gold' } },
      { tenantId: 'acme', profile: { plan: 'gold', city: 'Bonn' } },
      { tenantId: null, profile: { plan: 'gold' } },
    ]);
    expect(contexts[0]).not.toHaveProperty('profile.city');
    expect(contexts[2]).not.toHaveProperty('profile.city');
  });

  it('E-08 U-05 a condition over the tenant is judged as of its event, a workspace that infers none has none', async () => {
    const id = await journey(segment({ conditions: ['tenant.seats', 'is equal', '5'] }));
    const joining = (seats: number) =>
      receive(api.database, segmentEvent({ type: 'group', groupId: 'acme', traits: { seats } }));
    const asking = () => receive(api.database, segmentEvent());
    const startedOf = async (event: string) =>
      (await eventRow(api.database, event)).outcomes.map((one) => one.run_id && one.id);
    const [, first, , second] = [await joining(5), await asking(), await joining(6), await asking()];
    await under.matcher.round();
    expect([await startedOf(first), await startedOf(second)]).toEqual([[id], [undefined]]);
    await api.database.pool.query(`UPDATE workspace SET flags = '{"tenants.infer": false}'; TRUNCATE tenant CASCADE`);
    const [, third] = [await joining(5), await asking()];
    await under.matcher.round();
    expect(await startedOf(third)).toEqual([undefined]);
    await api.database.pool.query(`UPDATE workspace SET flags = '{}'`);
  });

  it('E-07 E-08 what several events of a batch say of one user and one group is written key by key, the last word counts', async () => {
    const say = (changes: JsonObject) => receive(api.database, segmentEvent(changes));
    await say({ type: 'identify', traits: { plan: 'silver', city: 'Bonn' } });
    await say({ type: 'group', groupId: 'acme', traits: { seats: 5, region: 'eu' } });
    await say({ type: 'identify', traits: { plan: 'black' } });
    await say({ type: 'group', groupId: 'acme', traits: { seats: 6 } });
    const count = countStatements();
    await under.matcher.round();
    count.stop();
    expect(count.texts.filter((text) => text.includes('ROLLBACK'))).toEqual([]);
    expect(await profileOf('ada')).toEqual({ email: 'ada@example.com', plan: 'black', city: 'Bonn' });
    const [tenant] = await api.database.prisma.tenant.findMany();
    expect(tenant).toMatchObject({ properties: { seats: 6, region: 'eu' } });
    expect(await api.database.prisma.membership.count()).toBe(1);
  });

  it('E-08 a tenant that has no properties yet is given the traits, and stays what it was called', async () => {
    await api.ask('PUT', '/tenants/acme', { body: { name: 'Acme & Co' } });
    await match(segmentEvent({ type: 'group', groupId: 'acme', traits: { name: 'Acme', seats: 5 } }));
    const tenants = await api.database.prisma.tenant.findMany();
    expect(tenants).toMatchObject([{ id: 'acme', name: 'Acme & Co', properties: { name: 'Acme', seats: 5 } }]);
  });

  it('E-08 a group of nobody known is about the anonymous user', async () => {
    await journey(segment({ request_type: 'group' }));
    const [started] = await startedBy(segmentEvent({ type: 'group', groupId: 'acme', userId: null }));
    expect(started?.run?.context).toMatchObject({ recipient: '507f191e810c19729de860ea' });
    expect(await api.database.prisma.membership.findMany()).toMatchObject([{ userId: '507f191e810c19729de860ea' }]);
  });
});

describe('other ways in', () => {
  it.each([
    ['courier', segmentEvent({ event: 'Order Completed' })],
    ['rudderstack', rudderstackEvent()],
  ] as const)('E-11 an event of %s counts as one of segment', async (provider, event) => {
    const id = await journey(segment({ event_id: 'Order Completed' }));
    await automation('by-name', {
      sources: ['segment/track/Order Completed'],
      steps: [{ action: 'cancel', cancelation_token: 'x' }],
    });
    expect((await idsStartedBy(event, { provider })).sort()).toEqual(['by-name', id].sort());
  });

  it('E-12 a webhook starts what waits for its name, or for its event of that name', async () => {
    const any = await journey(webhook());
    const paid = await journey(webhook({ event_id: 'paid' }));
    await journey(webhook({ event_source: 'other' }));
    const started = (body: JsonObject) => startedBy(body, { webhook: 'shop' });
    expect((await started({ event: 'paid', userId: 'ada' })).map(({ id }) => id).sort()).toEqual([any, paid].sort());
    const [run, ...others] = await started({ userId: 'ada', amount: 5 });
    expect([run?.id, others]).toEqual([any, []]);
    expect(run?.run).toMatchObject({
      source: ['webhook/shop/custom'],
      context: { data: { amount: 5 }, recipient: 'ada' },
    });
  });

  it.each([
    ['a user that is there', { userId: 'ada' }, 1],
    ['a user by a number', { userId: 42 }, 1],
    ['a user that is not there', { userId: 'nobody' }, 0],
    ['nobody', { raw: 'text' }, 0],
    ['somebody anonymous', { anonymousId: 'ada' }, 0],
  ])('E-12 a webhook of %s starts %o: %i', async (_, body, count) => {
    await putProfile('42', {});
    await journey(webhook());
    expect(await idsStartedBy(body, { webhook: 'shop' })).toHaveLength(count);
  });

  it('E-15 an automation that an event starts cancels the runs of a token', async () => {
    const steps = [{ action: 'cancel', cancelation_token: 'refs.data.userId' }];
    await automation('checked-out', { sources: ['segment/track/Checkout Complete'], steps });
    const [started] = await startedBy(segmentEvent({ event: 'Checkout Complete' }));
    expect(started?.run).toMatchObject({
      ...{ kind: 'automation', automationId: 'checked-out', source: ['segment/track/Checkout Complete'] },
      context: { data: { userId: 'ada', total: 149.5 }, recipient: 'ada' },
      plan: { steps: [{ action: 'cancel', fields: { cancelation_token: 'refs.data.userId' } }] },
    });
  });

  it('E-15 it ends what events before its own started, and runs of no event, nothing that the same or a later one did', async () => {
    const token = { cancelation_token: 'refs.data.userId' };
    const sources = ['segment/track/Started'];
    await automation('remind', { ...token, sources, steps: [{ action: 'delay', duration: '1 day' }] });
    const stop = {
      sources: ['segment/track/Started', 'segment/track/Complete'],
      steps: [{ action: 'cancel', ...token }],
    };
    await automation('stop', stop);
    const asked = await api.ask('POST', '/automations/remind/invoke', {
      body: { data: { userId: 'ada' }, recipient: 'ada' },
    });
    const ids: string[] = [];
    for (const event of ['Started', 'Complete', 'Started'])
      ids.push(await receive(api.database, segmentEvent({ event })));
    expect(await under.matcher.round()).toBe(true);
    const rows = await Promise.all(ids.map((id) => eventRow(api.database, id)));
    const runOf = (index: number, of: string) => rows[index]?.outcomes.find(({ id }) => id === of)?.run_id as string;
    const runs = new DatabaseRuns(api.database.pool);
    const record = {
      outcome: { kind: 'processed' },
      status: 'PROCESSED',
      runStatus: 'PROCESSING',
      context: {},
    } as const;
    const call = (runId: string) => ({ runId, order: 0, at: Date.now() });
    const { plan, context } = await api.database.prisma.run.findUniqueOrThrow({ where: { id: runOf(0, 'remind') } });
    const invoked = {
      id: 'invoked',
      automationId: 'remind',
      source: [],
      depth: 1,
      cancelationToken: 'ada',
      context,
      plan,
    } as never;
    await runs.record({ ...record, call: call(runOf(2, 'remind')), invoked });
    const canceled = async (runId: string) =>
      (await runs.record({ ...record, call: call(runId), cancels: 'ada' }))?.canceled;
    expect(await canceled(runOf(0, 'stop'))).toEqual([asked.json().runId]);
    expect(await canceled(runOf(1, 'stop'))).toEqual([runOf(0, 'remind')]);
    expect(await canceled(runOf(2, 'stop'))).toEqual([]);
    const later = await api.database.prisma.run.findMany({ where: { id: { in: ['invoked', runOf(2, 'remind')] } } });
    expect(later.map(({ status }) => status)).not.toContain('CANCELED');
  });

  it('E-11 a source of an automation is trimmed as names are', async () => {
    const steps = [{ action: 'cancel', cancelation_token: 'x' }];
    await automation('trimmed', { sources: [' segment/track/Order Completed '], steps });
    expect(await idsStartedBy(segmentEvent())).toEqual(['trimmed']);
  });

  it('E-15 a user whose id looks like a reference is no reference', async () => {
    await putProfile('refs.data.total', {});
    await automation('by-name', { sources: ['segment/track'], steps: [{ action: 'cancel', cancelation_token: 'x' }] });
    const [started] = await startedBy(segmentEvent({ userId: 'refs.data.total' }));
    expect(started?.run?.context).toMatchObject({ recipient: 'refs.data.total' });
  });
});

describe('what was seen', () => {
  it('§6 N-27 the paths that are offered of what came by a webhook hold, whatever its keys are called', async () => {
    const body = {
      userId: 'ada',
      data: { total: 5 },
      user: { plan: 'own' },
      profile: 'p',
      recipient: 1,
      tenant: { id: 't' },
    };
    await match(body, { webhook: 'keys' });
    const paths = await api.database.prisma.inboundEventShape.findMany({
      where: { webhook: 'keys', path: { not: '' } },
    });
    expect(paths.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['data.data.total', 'data.user.plan', 'data.profile']),
    );
    const conditions = { AND: paths.map(({ path }) => [path, 'exists']) };
    const id = await journey({ type: 'trigger', trigger_type: 'webhook', event_source: 'keys', conditions });
    await api.ask('PUT', '/tenants/acme', { body: { name: 'Acme' } });
    await api.ask('PUT', '/users/ada/tenants/acme', { body: {} });
    const { outcomes } = await match(body, { webhook: 'keys' });
    expect(outcomes).toEqual([{ kind: 'journey', id, run_id: expect.any(String) }]);
  });

  it('§6 names and paths are remembered with the types of their values', async () => {
    await match(
      segmentEvent({
        properties: { total: 1.5, gift: true, at: '2026-02-10T14:30:00Z', note: null, to: { city: 'Bonn' } },
      }),
    );
    await match(segmentEvent({ properties: { total: '1,50' } }));
    const rows = await api.database.prisma.inboundEventShape.findMany({
      where: { name: 'Order Completed', path: { not: '' } },
    });
    const seen = rows.map(({ path, detected }) => `${path} ${detected}`).sort();
    expect(seen).toEqual(
      expect.arrayContaining(['properties.at datetime', 'properties.gift boolean', 'properties.to.city string']),
    );
    expect(seen).toEqual(expect.arrayContaining(['properties.total number', 'properties.total string']));
    expect(seen).not.toContain('properties.note object');
  });
});
