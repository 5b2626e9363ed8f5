import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { LOCK_ENVIRONMENT } from '../../platform/database/environment-lock.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const SECTIONS = '/preferences/sections';
const topicWrite = { name: 'News', default_status: 'OPTED_IN' };

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, key = keys.test) => {
  const answer = await api.ask(method, url, { body, key });
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, headers: answer.headers };
};
const section = async (name = 'Account') => (await ask('POST', SECTIONS, { name })).body;
const topicIn = async (sectionId: string, write: object = topicWrite) =>
  (await ask('POST', `${SECTIONS}/${sectionId}/topics`, write)).body;

describe('sections', () => {
  test('U-06 W-15 sections: POST makes one, and GET gives the same', async () => {
    const write = {
      name: 'Account',
      description: 'What you need',
      has_custom_routing: true,
      routing_options: ['email'],
    };
    const made = await ask('POST', SECTIONS, write);
    const { id } = made.body;
    const written = { created: expect.stringMatching(/^\d{4}-.*Z$/), creator: keys.test };
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^ps_/), ...write, topics: [] } });
    expect(made.body).toEqual({ id, ...write, topics: [], ...written });
    expect((await ask('GET', `${SECTIONS}/${id}`)).body).toEqual(made.body);
  });

  test('U-06 W-13 sections: PUT replaces all but the topics, and null says the same as nothing', async () => {
    const { id } = (await ask('POST', SECTIONS, { name: 'Old', description: 'gone', routing_options: ['sms'] })).body;
    const topic = await topicIn(id);
    const answer = await ask('PUT', `${SECTIONS}/${id}`, { name: 'New', description: null, routing_options: null });
    const { created, updated, creator, updater, ...rest } = answer.body;
    expect(rest).toEqual({ id, name: 'New', has_custom_routing: false, routing_options: [], topics: [topic] });
    expect([creator, updater]).toEqual([keys.test, keys.test]);
    expect(Date.parse(updated)).toBeGreaterThanOrEqual(Date.parse(created));
  });

  test('U-06 W-04 sections: one with topics is not deleted, and nobody is to try again', async () => {
    const { id } = await section();
    const topic = await topicIn(id);
    const refused = await ask('DELETE', `${SECTIONS}/${id}`);
    expect([refused.status, refused.headers['x-should-retry']]).toEqual([409, 'false']);
    expect((await ask('DELETE', `${SECTIONS}/${id}/topics/${topic.id}`)).status).toBe(204);
    expect((await ask('DELETE', `${SECTIONS}/${id}`)).status).toBe(204);
    expect((await ask('GET', `${SECTIONS}/${id}`)).status).toBe(404);
    expect((await ask('POST', `${SECTIONS}/${id}/topics`, topicWrite)).status).toBe(404);
  });

  test('U-06 sections: a topic that comes while its section is deleted is in a section that stays, or in none', async () => {
    for (const { id } of await Promise.all(Array.from({ length: 10 }, () => section()))) {
      const [removed, added] = await Promise.all([
        ask('DELETE', `${SECTIONS}/${id}`),
        ask('POST', `${SECTIONS}/${id}/topics`, topicWrite),
      ]);
      expect([`${removed.status} ${added.status}`]).toContainEqual(expect.stringMatching(/^(204 404|409 201)$/));
    }
  });

  test('U-06 sections: a list goes on after a page, newest first', async () => {
    const own = await api.ask('POST', SECTIONS, { body: { name: 'first' }, key: keys.production });
    const made = [own.json().id];
    for (let index = 0; index < 104; index++)
      made.push((await ask('POST', SECTIONS, { name: `s${index}` }, keys.production)).body.id);
    const first = (await ask('GET', SECTIONS, undefined, keys.production)).body;
    const rest = (await ask('GET', `${SECTIONS}?cursor=${first.paging.cursor}`, undefined, keys.production)).body;
    const listed: { id: string; created: string }[] = [...first.results, ...rest.results];
    expect([first.results.length, first.paging.more, rest.paging]).toEqual([100, true, { more: false }]);
    expect(listed.map(({ id }) => id).sort()).toEqual(made.sort());
    const moments = listed.map(({ created }) => created);
    expect(moments).toEqual([...moments].sort().reverse());
  });
});

describe('topics', () => {
  const topics = (id: string) => `${SECTIONS}/${id}/topics`;

  test('U-06 W-15 topics: POST makes one, its section shows it, and PUT replaces all of it', async () => {
    const { id } = await section();
    const write = {
      name: 'Offers',
      description: 'Now and then',
      default_status: 'OPTED_OUT',
      allowed_preferences: ['channel_preferences'],
      include_unsubscribe_header: true,
      routing_options: ['email', 'push'],
      topic_data: { color: 'red' },
    };
    const made = await ask('POST', topics(id), write);
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^pt_/), ...write } });
    const own = `${topics(id)}/${made.body.id}`;
    expect((await ask('GET', own)).body).toEqual(made.body);
    expect((await ask('GET', topics(id))).body).toEqual({ results: [made.body], paging: { more: false } });
    expect((await ask('GET', `${SECTIONS}/${id}`)).body.topics).toEqual([made.body]);
    const replaced = (await ask('PUT', own, topicWrite)).body;
    const empty = { allowed_preferences: [], include_unsubscribe_header: false, routing_options: [], topic_data: {} };
    expect(replaced).toEqual({
      id: made.body.id,
      ...topicWrite,
      ...empty,
      created: made.body.created,
      updated: expect.any(String),
      creator: keys.test,
      updater: keys.test,
    });
  });

  test('W-24 U-06 topics: those of another section and another environment are unknown', async () => {
    const [one, other] = [await section(), await section()];
    const { id } = await topicIn(one.id);
    const places = [`${topics(other.id)}/${id}`, `${topics('ps_none')}/${id}`, `${topics(one.id)}/pt_none`];
    for (const url of places)
      for (const method of ['GET', 'PUT', 'DELETE'] as const)
        expect((await ask(method, url, method === 'PUT' ? topicWrite : undefined)).status).toBe(404);
    for (const key of [keys.production, keys.stranger]) {
      expect((await ask('GET', `${topics(one.id)}/${id}`, undefined, key)).status).toBe(404);
      expect((await ask('GET', topics(one.id), undefined, key)).status).toBe(404);
      expect((await ask('DELETE', `${SECTIONS}/${one.id}`, undefined, key)).status).toBe(404);
      expect((await ask('POST', topics(one.id), topicWrite, key)).status).toBe(404);
    }
    expect((await ask('GET', `${topics(one.id)}/${id}`)).status).toBe(200);
  });

  test.each<[string, object, string]>([
    ['', { name: ' ' }, 'name: must not be blank'],
    ['', {}, 'name: '],
    ['', { name: 'N', routing_options: ['pigeon'] }, 'routing_options.0: '],
    ['topic', { name: 'N' }, 'default_status: '],
    ['topic', { name: 'N', default_status: 'MAYBE' }, 'default_status: '],
    ['topic', { ...topicWrite, allowed_preferences: ['all'] }, 'allowed_preferences.0: '],
    ['topic', { ...topicWrite, topic_data: [] }, 'topic_data: '],
  ])('U-06 sections and topics: what is wrong is a 400 that names it: %s %j', async (kind, write, message) => {
    const { id } = await section();
    const answer = await ask('POST', kind === 'topic' ? topics(id) : SECTIONS, write);
    expect(answer).toMatchObject({ status: 400, body: { type: 'invalid_request_error' } });
    expect(answer.body.message).toContain(message);
  });

  test('U-06 topics: a section has at most 500, archived ones apart', async () => {
    const { id: sectionId } = await section();
    const row = {
      environmentId: 'one-test',
      sectionId,
      defaultStatus: 'OPTED_IN',
      body: { name: 'N' },
      creator: 'test',
    };
    const data = Array.from({ length: 499 }, (_, index) => ({ ...row, id: `${sectionId} ${index}` }));
    await api.database.prisma.subscriptionTopic.createMany({ data });
    const answers = await Promise.all([1, 2, 3].map(() => ask('POST', topics(sectionId), topicWrite)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    const refused = await ask('POST', topics(sectionId), topicWrite);
    expect(refused.body.message).toBe('section_id: has 500 topics, the most that a section may have');
    await ask('DELETE', `${topics(sectionId)}/${answers.find(({ status }) => status === 201)?.body.id}`);
    expect((await ask('POST', topics(sectionId), topicWrite)).status).toBe(201);
  });

  test('W-41 U-06 topics: the same request twice, under one key, makes one topic', async () => {
    const { id } = await section();
    const headers = { 'idempotency-key': `topic-${id}` };
    const twice = await Promise.all([1, 2].map(() => api.ask('POST', topics(id), { body: topicWrite, headers })));
    expect(twice.map(({ statusCode }) => statusCode)).toContain(201);
    expect((await ask('GET', topics(id))).body.results).toHaveLength(1);
  });
});

describe('publishing', () => {
  test('U-06 publish: keeps what a page shows as it is now, under a version that grows', async () => {
    const { id } = await section('Published');
    const first = await ask('POST', '/preferences/publish', { heading: 'Yours', brand_id: null });
    await ask('PUT', `${SECTIONS}/${id}`, { name: 'Renamed' });
    const both = await Promise.all([1, 2].map(() => ask('POST', '/preferences/publish')));
    expect(first).toMatchObject({ status: 200, body: { published_by: keys.test, preview_url: null } });
    const versions = [first, ...both].map(({ body }) => body.published_version);
    expect(new Set(versions).size).toBe(3);
    expect(Math.min(...versions)).toBe(first.body.published_version);
    const { page_id, published_at, published_version } = first.body;
    const page = await ask('GET', `/preferences/pages/${page_id}`);
    expect(page.body).toMatchObject({
      page_id,
      published_at,
      published_version,
      brand_id: 'default',
      heading: 'Yours',
    });
    expect(page.body.sections).toContainEqual(expect.objectContaining({ id, name: 'Published' }));
    expect((await ask('GET', `/preferences/pages/${page_id}`, undefined, keys.stranger)).status).toBe(404);
  });

  test('U-06 publish: the last 20 pages are kept', async () => {
    const made = [];
    for (let count = 0; count < 21; count++)
      made.push((await ask('POST', '/preferences/publish', undefined, keys.production)).body.page_id);
    const kept = await Promise.all(
      made.map(async (id) => (await ask('GET', `/preferences/pages/${id}`, undefined, keys.production)).status),
    );
    expect(kept).toEqual([404, ...Array.from({ length: 20 }, () => 200)]);
  });

  test('U-06 publish: whoever waits for another to publish shows what there is by then', async () => {
    const { id } = await section('before');
    const { pool } = api.database;
    const isWaiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const publishing = await api.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, ['one-test']);
      const answer = ask('POST', '/preferences/publish');
      await eventually(async () => expect((await pool.query(isWaiting)).rowCount).toBe(1));
      await ask('PUT', `${SECTIONS}/${id}`, { name: 'after' });
      return { answer };
    });
    const { page_id } = (await publishing.answer).body;
    const { sections } = (await ask('GET', `/preferences/pages/${page_id}`)).body;
    expect(sections).toContainEqual(expect.objectContaining({ id, name: 'after' }));
  });
});
