import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { eventReasons } from '../../language/events/event-reasons.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { newRunId } from '../../platform/ids.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** Writes an event of the test environment as it might look after a while; its id. */
async function insertEvent(changes: Partial<Prisma.InboundEventUncheckedCreateInput> = {}): Promise<string> {
  const id = newRunId(new Date());
  const event = { environmentId: 'one-test', provider: 'segment', type: 'track', name: 'Order', body: {} };
  await api.database.prisma.inboundEvent.create({ data: { id, ...event, ...changes } });
  return id;
}

const ask = (query: string, key = keys.test) => api.ask('GET', `/inbound/events${query}`, { key });

describe('GET /inbound/events', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));

  test('E-14 events: one that was just taken in waits', async () => {
    const event = { type: 'track', event: 'Seen', messageId: 'seen', userId: 'ada', properties: { total: 1 } };
    const { messageId: id } = (await api.ask('POST', '/inbound/segment', { body: event })).json();
    const [shown] = (await ask('')).json().results;
    expect(shown).toEqual({
      ...{ id, provider: 'segment', type: 'track', name: 'Seen', user_id: 'ada', message_id: 'seen' },
      ...{ received_at: expect.stringMatching(/^\d{4}-.*Z$/), status: 'WAITING', attempts: 0, outcomes: [] },
    });
  });

  test('§6 events: what came of one is told of every definition', async () => {
    const condition = { path: 'total', operator: 'greater than', value: '100', actual: 40, result: false };
    const outcomes = [
      { kind: 'journey', id: 'j-1', run_id: '1-aa-bb' },
      { kind: 'automation', id: 'WELCOME', reason: eventReasons.disabled },
      { kind: 'journey', id: 'j-2', reason: eventReasons.unmet, conditions: [condition] },
    ];
    const id = await insertEvent({ status: 'MATCHED', outcomes, receivedAt: at(1), userId: 'outcomes' });
    expect((await ask('?user_id=outcomes')).json().results).toMatchObject([{ id, status: 'MATCHED', outcomes }]);
  });

  test('row 5 events: one whose matching fails shows why, when it is tried again, and that it was parked', async () => {
    const reason = 'the plan is too large';
    const retried = { attempts: 2, nextAttemptAt: at(30), reason };
    await insertEvent({ userId: 'failing', receivedAt: at(2), ...retried });
    await insertEvent({ userId: 'failing', receivedAt: at(1), ...retried, attempts: 5, status: 'PARKED' });
    const [waiting, parked] = (await ask('?user_id=failing')).json().results;
    const next_attempt_at = at(30).toISOString();
    expect(waiting).toMatchObject({ status: 'WAITING', attempts: 2, next_attempt_at, reason });
    expect(parked).toMatchObject({ status: 'PARKED', attempts: 5, reason });
    expect(parked).not.toHaveProperty('next_attempt_at');
  });

  test('W-11 events: by type, user and time, newest first, page by page', async () => {
    const environmentId = 'one-production';
    for (let second = 0; second < 30; second++) {
      const about = second % 2 ? { type: 'webhook', webhook: 'Shop', provider: 'webhook' } : { type: 'identify' };
      const userId = second % 3 ? 'ada' : 'bob';
      await insertEvent({ environmentId, ...about, userId, receivedAt: at(second), messageId: `s${second}` });
    }
    const seconds = async (query: string) => {
      const shown: { message_id: string }[] = [];
      for (let cursor = ''; ; ) {
        const { results, paging } = (await ask(`${query}&cursor=${cursor}`, keys.production)).json();
        shown.push(...results);
        if (!paging.more) return shown.map(({ message_id: id }) => Number(id.slice(1)));
        cursor = paging.cursor;
      }
    };
    const all = Array.from({ length: 30 }, (_, index) => 29 - index);
    expect(await seconds('?')).toEqual(all);
    expect(await seconds('?limit=4&type=webhook')).toEqual(all.filter((second) => second % 2));
    expect(await seconds('?type=webhook,identify&limit=100')).toEqual(all);
    expect(await seconds('?type=track')).toEqual([]);
    expect(await seconds('?limit=4&user_id=bob&type=identify')).toEqual(all.filter((second) => second % 6 === 0));
    expect(await seconds('?limit=3&since=2026-01-01T12:00:20Z')).toEqual(all.filter((second) => second >= 20));
    expect(await seconds('?since=2026-01-02')).toEqual([]);
    const [shown] = (await ask('?type=webhook', keys.production)).json().results;
    expect(shown).toMatchObject({ provider: 'webhook', webhook: 'Shop', type: 'webhook' });
  });

  test('W-24 events: those of another environment are not there', async () => {
    await insertEvent({ userId: 'secret' });
    expect((await ask('?user_id=secret')).json().results).toHaveLength(1);
    for (const key of [keys.production, keys.stranger])
      expect((await ask('?user_id=secret', key)).json().results).toEqual([]);
  });

  test.each([
    ['?type=screen', 'type.0: '],
    ['?since=yesterday', 'since: must be an ISO 8601 date or timestamp'],
    ['?cursor=garbage', 'cursor: '],
    ['/names?type=x', 'type.0: '],
  ])('W-08 events: %s is refused', async (query, message) => {
    const answer = await ask(query);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
  });
});

describe('GET /inbound/events/names', () => {
  const lastSeenAt = new Date('2026-02-01T00:00:00Z');
  const seen = (rows: Partial<Prisma.InboundEventShapeCreateManyInput>[]) =>
    api.database.prisma.inboundEventShape.createMany({
      data: rows.map((row) => ({ environmentId: 'one-test', type: 'track', lastSeenAt, ...row })),
    });
  const names = async (query = '', key = keys.test) => (await ask(`/names${query}`, key)).json();

  test('§6 names: each with the paths in its events and the types seen there', async () => {
    await seen([
      { name: 'Order' },
      { name: 'Order', path: 'properties.total', detected: 'number' },
      { name: 'Order', path: 'properties.total', detected: 'string' },
      { name: 'Order', path: 'properties.gift', detected: 'boolean' },
      { type: 'identify', path: 'traits.born', detected: 'datetime', lastSeenAt: new Date('2026-01-31') },
      { type: 'webhook', webhook: 'Shop', name: 'Order', lastSeenAt: new Date('2026-01-30') },
      { name: 'Foreign', environmentId: 'two-test' },
    ]);
    const last_seen_at = lastSeenAt.toISOString();
    const properties = [
      { path: 'properties.gift', types: ['boolean'] },
      { path: 'properties.total', types: ['number', 'string'] },
    ];
    expect(await names()).toEqual({
      results: [
        { type: 'track', name: 'Order', last_seen_at, properties },
        {
          type: 'identify',
          last_seen_at: '2026-01-31T00:00:00.000Z',
          properties: [{ path: 'traits.born', types: ['datetime'] }],
        },
        { type: 'webhook', webhook: 'Shop', name: 'Order', last_seen_at: '2026-01-30T00:00:00.000Z', properties: [] },
      ],
      paging: { more: false },
    });
    expect((await names('?type=identify,webhook')).results).toHaveLength(2);
    expect((await names('', keys.stranger)).results).toMatchObject([{ name: 'Foreign' }]);
  });

  test('W-11 names: page by page, also of one moment', async () => {
    const environmentId = 'one-production';
    await seen(Array.from({ length: 45 }, (_, index) => ({ environmentId, name: `n${index}`, lastSeenAt })));
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { results, paging } = await names(`?cursor=${cursor}`, keys.production);
      expect(results.length).toBeLessThanOrEqual(20);
      found.push(...results.map(({ name }: { name: string }) => name));
      if (!paging.more) break;
      cursor = paging.cursor;
    }
    expect([found.length, new Set(found).size]).toEqual([45, 45]);
  });
});
