import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { PreferenceStatus } from '../../language/people/preference.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { insertTopic } from '../support/topics.ts';

const DEFAULTS = {
  pt_news: 'OPTED_IN',
  pt_offers: 'OPTED_OUT',
  pt_billing: 'REQUIRED',
} satisfies Record<string, PreferenceStatus>;

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
  for (const [id, defaultStatus] of Object.entries(DEFAULTS))
    await insertTopic(api.database, { environmentId: 'one-test', id, defaultStatus });
  const item = { id: 'pt_news', status: 'REQUIRED' };
  await ask('PUT', '/tenants/strict', { name: 'Strict', default_preferences: { items: [item] } });
  await ask('PUT', '/tenants/below', { name: 'Below', parent_tenant_id: 'strict' });
});

afterAll(() => api.close());

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, key = keys.test) {
  const answer = await api.ask(method, url, { body, key });
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
}

const of = (user: string, topic = '', query = '') => `/users/${user}/preferences${topic && `/${topic}`}${query}`;
const put = (user: string, topic: string, choice: object, query = '') =>
  ask('PUT', of(user, topic, query), { topic: choice });
const shown = async (user: string, topic: string, query = '') =>
  (await ask('GET', of(user, topic, query))).body.topic.status;

describe('the preferences of a user', () => {
  test('U-06 preferences: a topic shows its default until the user chooses, and again when that is taken back', async () => {
    const place = { section_id: 'ps_pt_offers', section_name: 'Section of pt_offers' };
    const byDefault = { topic_id: 'pt_offers', topic_name: 'pt_offers', default_status: 'OPTED_OUT', ...place };
    const untouched = { topic: { ...byDefault, status: 'OPTED_OUT', has_custom_routing: false } };
    expect((await ask('GET', of('ada', 'pt_offers'))).body).toEqual(untouched);
    const choice = { status: 'OPTED_IN', has_custom_routing: true, custom_routing: ['inbox', 'email'] };
    expect(await put('ada', 'pt_offers', choice)).toEqual({ status: 200, body: { message: 'success' } });
    const chosen = { ...byDefault, ...choice };
    expect((await ask('GET', of('ada', 'pt_offers'))).body).toEqual({ topic: chosen });
    expect((await ask('GET', of('ada'))).body).toEqual({ items: [chosen], paging: { more: false } });
    expect((await ask('DELETE', of('ada', 'pt_offers'))).status).toBe(204);
    expect((await ask('DELETE', of('ada', 'pt_offers'))).status).toBe(204);
    expect((await ask('GET', of('ada', 'pt_offers'))).body).toEqual(untouched);
    expect((await ask('GET', of('ada'))).body.items).toEqual([]);
  });

  test('U-06 preferences: a required topic is not opted out of, and may be written as it is shown', async () => {
    const refused = await put('bob', 'pt_billing', { status: 'OPTED_OUT' });
    expect(refused).toEqual({
      status: 400,
      body: {
        type: 'invalid_request_error',
        message: 'topic.status: must not be OPTED_OUT: the topic is required',
      },
    });
    expect((await put('bob', 'pt_billing', { status: 'REQUIRED', custom_routing: ['sms'] })).status).toBe(200);
    expect((await ask('GET', of('bob', 'pt_billing'))).body.topic).toMatchObject({
      status: 'REQUIRED',
      custom_routing: ['sms'],
    });
    const nobodys = await put('bob', 'pt_news', { status: 'REQUIRED' });
    expect([nobodys.status, nobodys.body.message]).toEqual([
      400,
      'topic.status: must be OPTED_IN or OPTED_OUT: the topic is not required',
    ]);
  });

  test('U-06 J-33 preferences: in a tenant its defaults count, and choices that were made there come first', async () => {
    await put('eve', 'pt_news', { status: 'OPTED_OUT' });
    expect(await shown('eve', 'pt_news')).toBe('OPTED_OUT');
    expect(await shown('eve', 'pt_news', '?tenant_id=below')).toBe('REQUIRED');
    expect((await put('eve', 'pt_news', { status: 'OPTED_OUT' }, '?tenant_id=below')).status).toBe(400);
    await put('eve', 'pt_offers', { status: 'OPTED_IN' });
    await put('eve', 'pt_offers', { status: 'OPTED_OUT' }, '?tenant_id=below');
    expect([
      await shown('eve', 'pt_offers'),
      await shown('eve', 'pt_offers', '?tenant_id=strict'),
      await shown('eve', 'pt_offers', '?tenant_id=below'),
      await shown('eve', 'pt_offers', '?tenant_id='),
    ]).toEqual(['OPTED_IN', 'OPTED_IN', 'OPTED_OUT', 'OPTED_IN']);
    await ask('DELETE', of('eve', 'pt_offers', '?tenant_id=below'));
    expect(await shown('eve', 'pt_offers', '?tenant_id=below')).toBe('OPTED_IN');
  });

  test('U-06 preferences: what was chosen in a tenant goes with it', async () => {
    await ask('PUT', '/tenants/brief', { name: 'Brief' });
    await put('tom', 'pt_news', { status: 'OPTED_OUT' }, '?tenant_id=brief');
    await ask('DELETE', '/tenants/brief');
    expect((await ask('GET', of('tom', 'pt_news', '?tenant_id=brief'))).status).toBe(404);
    await ask('PUT', '/tenants/brief', { name: 'Another' });
    expect(await shown('tom', 'pt_news', '?tenant_id=brief')).toBe('OPTED_IN');
  });

  test('U-06 preferences: nothing stays of a choice that is made while its tenant is deleted', async () => {
    const tenants = Array.from({ length: 20 }, (_, index) => `leaving-${index}`);
    await Promise.all(tenants.map((tenant) => ask('PUT', `/tenants/${tenant}`, { name: 'Leaving' })));
    const topics = [{ topic_id: 'pt_news', status: 'OPTED_OUT' }];
    const written = tenants.map((tenant, index) =>
      ask(index % 2 ? 'PUT' : 'POST', of('tom', '', `?tenant_id=${tenant}`), { topics }),
    );
    const removed = tenants.map((tenant) => ask('DELETE', `/tenants/${tenant}`));
    for (const { status } of await Promise.all(written)) expect([200, 404]).toContain(status);
    await Promise.all(removed);
    const left = await api.database.prisma.userPreference.count({ where: { tenantId: { startsWith: 'leaving-' } } });
    expect(left).toBe(0);
  });

  test('U-06 preferences: PUT replaces all that was chosen there, or nothing of it', async () => {
    await put('max', 'pt_news', { status: 'OPTED_OUT' });
    const topics = [
      { topic_id: 'pt_offers', status: 'OPTED_IN', custom_routing: ['email'] },
      { topic_id: 'pt_billing', status: 'OPTED_IN' },
    ];
    expect((await ask('PUT', of('max'), { topics })).body).toEqual({
      items: [
        { topic_id: 'pt_offers', status: 'OPTED_IN', has_custom_routing: true, custom_routing: ['email'] },
        { topic_id: 'pt_billing', status: 'OPTED_IN', has_custom_routing: false, custom_routing: [] },
      ],
      deleted: ['pt_news'],
    });
    const wrong = [...topics, { topic_id: 'pt_none', status: 'OPTED_IN' }].map((one) => ({
      ...one,
      status: 'OPTED_OUT',
    }));
    const refused = await ask('PUT', of('max'), { topics: wrong });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'topics.1.status: must not be OPTED_OUT: the topic is required; topics.2.topic_id: there is no such topic',
    ]);
    expect(await shown('max', 'pt_offers')).toBe('OPTED_IN');
    const cleared = await ask('PUT', of('max'), { topics: [] });
    expect(cleared.body).toEqual({ items: [], deleted: ['pt_billing', 'pt_offers'] });
    expect((await ask('GET', of('max'))).body.items).toEqual([]);
  });

  test.each(['PUT', 'POST'] as const)('U-06 preferences: what GET shows may be written back by %s', async (method) => {
    const user = `back-${method}`;
    await put(user, 'pt_billing', { status: 'OPTED_IN', custom_routing: ['sms', 'sms', 'email'] });
    const { items: topics } = (await ask('GET', of(user))).body;
    expect(topics).toMatchObject([{ status: 'REQUIRED', custom_routing: ['sms', 'email'] }]);
    expect((await ask(method, of(user), { topics })).status).toBe(200);
    expect((await ask('GET', of(user))).body.items).toEqual(topics);
  });

  test('U-06 preferences: of two that replace all at once, what stays is what one of them wrote', async () => {
    const writes = [
      [{ topic_id: 'pt_news', status: 'OPTED_OUT' }],
      [
        { topic_id: 'pt_offers', status: 'OPTED_IN' },
        { topic_id: 'pt_billing', status: 'OPTED_IN' },
      ],
    ];
    const users = Array.from({ length: 20 }, (_, index) => `twice-${index}`);
    const answers = users.flatMap((user) => writes.map((topics) => ask('PUT', of(user), { topics })));
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    for (const user of users) {
      const { items } = (await ask('GET', of(user))).body;
      const left = items.map(({ topic_id }: { topic_id: string }) => topic_id).sort();
      expect(['pt_news', 'pt_billing pt_offers']).toContain(left.join(' '));
    }
  });

  test('U-06 preferences: POST saves those that it can, and tells why it cannot save the others', async () => {
    await put('kim', 'pt_offers', { status: 'OPTED_IN' });
    const topics = ['pt_news', 'pt_billing', 'pt_none'].map((topic_id) => ({ topic_id, status: 'OPTED_OUT' }));
    const { status, body } = await ask('POST', of('kim'), { topics });
    expect(status).toBe(200);
    expect(body.items.map(({ topic_id }: { topic_id: string }) => topic_id)).toEqual(['pt_news']);
    expect(body.errors).toEqual([
      { topic_id: 'pt_billing', reason: 'must not be OPTED_OUT: the topic is required' },
      { topic_id: 'pt_none', reason: 'there is no such topic' },
    ]);
    expect([await shown('kim', 'pt_news'), await shown('kim', 'pt_offers')]).toEqual(['OPTED_OUT', 'OPTED_IN']);
  });

  test('U-06 preferences: of an archived topic nothing is shown, and what was chosen of it stays', async () => {
    await insertTopic(api.database, { environmentId: 'one-test', id: 'pt_old', defaultStatus: 'OPTED_IN' });
    await put('ann', 'pt_old', { status: 'OPTED_OUT' });
    await ask('DELETE', '/preferences/sections/ps_pt_old/topics/pt_old');
    expect((await ask('GET', of('ann', 'pt_old'))).status).toBe(404);
    expect((await put('ann', 'pt_old', { status: 'OPTED_IN' })).status).toBe(404);
    expect((await ask('PUT', of('ann'), { topics: [] })).body.deleted).toEqual([]);
    const kept = await api.database.prisma.userPreference.findMany({ where: { userId: 'ann' } });
    expect(kept).toMatchObject([{ topicId: 'pt_old', status: 'OPTED_OUT' }]);
  });

  test('W-24 U-06 preferences: are those of the environment', async () => {
    await put('zoe', 'pt_news', { status: 'OPTED_OUT' });
    for (const key of [keys.production, keys.stranger]) {
      expect((await ask('GET', of('zoe', 'pt_news'), undefined, key)).status).toBe(404);
      expect((await ask('GET', of('zoe'), undefined, key)).body.items).toEqual([]);
      expect((await ask('PUT', of('zoe'), { topics: [] }, key)).body.deleted).toEqual([]);
    }
    expect(await shown('zoe', 'pt_news')).toBe('OPTED_OUT');
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ topic_id: `pt_${index}`, status: 'OPTED_IN' }));
  const news = { topic_id: 'pt_news', status: 'OPTED_IN' };

  test.each<['POST' | 'PUT', string, object, string]>([
    ['PUT', '', { topics: many(51) }, 'topics: must be at most 50 topics'],
    ['POST', '', { topics: many(51) }, 'topics: must be at most 50 topics'],
    ['POST', '', { topics: [] }, 'topics: must name a topic'],
    ['POST', '', {}, 'topics: '],
    ['PUT', '', { topics: [news, news] }, 'topics: names a topic twice'],
    ['PUT', '', { topics: [{ ...news, status: 'REQUIRED' }] }, 'topics.0.status: must be OPTED_IN or OPTED_OUT: '],
    ['POST', '', { topics: [{ ...news, has_custom_routing: true }] }, 'topics.0.custom_routing: must name channels '],
    ['POST', '', { topics: [{ ...news, custom_routing: ['pigeon'] }] }, 'topics.0.custom_routing.0: '],
    ['PUT', 'pt_news', {}, 'topic: '],
    ['PUT', 'pt_news', { topic: { status: 'MAYBE' } }, 'topic.status: '],
    [
      'PUT',
      'pt_news',
      { topic: { status: 'OPTED_IN', has_custom_routing: true } },
      'topic.custom_routing: must name channels where has_custom_routing is true',
    ],
  ])('U-06 preferences: what is wrong is a 400 that names it: %s %s %j', async (method, topic, body, message) => {
    const answer = await ask(method, of('ada', topic), body);
    expect(answer).toMatchObject({ status: 400, body: { type: 'invalid_request_error' } });
    expect(answer.body.message).toContain(message);
  });

  test('U-06 R-21 preferences: the description says that tenant_id may be absent', async () => {
    const { paths } = (await ask('GET', '/openapi.json')).body;
    const parameters = paths['/users/{user_id}/preferences'].get.parameters;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'tenant_id', in: 'query', required: false }));
  });

  test.each(['pt_none', 'pt_news?tenant_id=nowhere'])('U-06 preferences: unknown: %s', async (place) => {
    const url = of('ada', place);
    expect((await ask('GET', url)).status).toBe(404);
    expect((await ask('PUT', url, { topic: { status: 'OPTED_IN' } })).status).toBe(404);
    expect((await ask('DELETE', url)).status).toBe(404);
  });

  test('U-06 preferences: many in an unknown tenant are not found', async () => {
    const url = of('ada', '', '?tenant_id=nowhere');
    expect((await ask('GET', url)).status).toBe(404);
    for (const method of ['PUT', 'POST'] as const)
      expect((await ask(method, url, { topics: [news] })).status).toBe(404);
  });

  test('U-06 preferences: ids of users that are names of members are users', async () => {
    await put('__proto__', 'pt_news', { status: 'OPTED_OUT' });
    expect([await shown('__proto__', 'pt_news'), await shown('constructor', 'pt_news')]).toEqual([
      'OPTED_OUT',
      'OPTED_IN',
    ]);
  });
});
