import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { JsonObject } from '../../language/json/json.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { publishedJourney } from '../support/api-journeys.ts';
import { eventRow, matchAll, matcherOf, receive, segmentEvent } from '../support/events.ts';

let api: ApiUnderTest;
let under: ReturnType<typeof matcherOf>;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  under = matcherOf(api);
  await api.database.pool.query('TRUNCATE journey, event_trigger, profile, run, inbound_event CASCADE');
});

const trigger = { type: 'trigger', trigger_type: 'segment' };
const journeys = (count: number, type = 'track') => {
  const nodes = [{ ...trigger, request_type: type }, { type: 'exit' }];
  return Promise.all(Array.from({ length: count }, () => publishedJourney(api, { nodes })));
};

const putProfile = (id: string, profile: object = {}) => api.ask('PUT', `/profiles/${id}`, { body: { profile } });

const received = (userId: string, changes: JsonObject = {}) =>
  receive(api.database, segmentEvent({ userId, ...changes }));

/** So much text in an event that the runs of one transaction are two; a run holds it once. */
const large = { context: { text: 'word '.repeat(1_000_000) } };

const laneOf = async (id: string) =>
  (await api.database.query<{ lane: number }>('SELECT lane FROM inbound_event WHERE id = $1', [id]))[0]?.lane;

const statusOf = async (id: string) => (await eventRow(api.database, id)).status;

/** Users of lanes that differ, the first of them in the order in which they are given. */
async function usersOfLanes(count: number): Promise<string[]> {
  const users = new Map<number | undefined, string>();
  for (let n = 0; users.size < count; n++) {
    const lane = await laneOf(await received(`user-${n}`));
    if (!users.has(lane)) users.set(lane, `user-${n}`);
  }
  await api.database.pool.query('TRUNCATE inbound_event');
  await Promise.all([...users.values()].map((user) => putProfile(user)));
  return [...users.values()];
}

describe('an event that is too much for one transaction', () => {
  it('E-14 is matched by several, each of a few runs, once; other lanes go on in between, its own waits', async () => {
    const [ada = '', bob = ''] = await usersOfLanes(2);
    const ids = await journeys(6);
    const [first, second, other] = [await received(ada, large), await received(ada), await received(bob)];
    const counts: number[] = [];
    for (let round = 1; await under.matcher.round(); round++) {
      counts.push(await api.database.prisma.run.count());
      const statuses = [await statusOf(first), await statusOf(second), await statusOf(other)];
      if (round === 1) expect(statuses).toEqual(['WAITING', 'WAITING', 'WAITING']);
      if (round === 2) expect(statuses).toEqual(['WAITING', 'WAITING', 'MATCHED']);
    }
    expect(counts).toEqual([2, 6 + 4, 6 + 6, 6 + 6 + 6]);
    const { outcomes } = await eventRow(api.database, first);
    expect(outcomes.map(({ id }) => id)).toEqual(ids.toSorted());
    expect(new Set(outcomes.map(({ run_id: id }) => id)).size).toBe(6);
    expect(api.workflows.started).toHaveLength(18);
    expect(under.errors).toEqual([]);
  });

  it('E-07 E-14 writes what it says of its user once: what a request says in between stays', async () => {
    await journeys(3, 'identify');
    const id = await received('ada', { type: 'identify', traits: { plan: 'gold' }, ...large });
    await under.matcher.round();
    expect(await statusOf(id)).toBe('WAITING');
    await putProfile('ada', { plan: 'silver' });
    await matchAll(under.matcher);
    const runs = await api.database.prisma.run.findMany({ orderBy: { createdAt: 'asc' } });
    expect(runs.map(({ context }) => (context as { profile: JsonObject }).profile.plan)).toEqual([
      'gold',
      'gold',
      'silver',
    ]);
    expect(await api.database.prisma.profile.findMany()).toMatchObject([{ profile: { plan: 'silver' } }]);
  });

  it('E-14 for which thousands wait is judged by some of them at a time, and tells of a hundred', async () => {
    await putProfile('ada');
    const conditions = ['properties.total', 'less than', '0'];
    const body = {
      name: 'J',
      nodes: [
        { ...trigger, id: 't', request_type: 'track', conditions },
        { id: 'e', type: 'exit' },
      ],
    };
    const [model] = await journeys(1);
    await api.database.query(
      `WITH copied AS (
        INSERT INTO journey SELECT (jsonb_populate_record(j, jsonb_build_object('id', 'z-' || n, 'published_version', 1))).*
        FROM journey j, generate_series(1, 2100) n WHERE j.id = $1 RETURNING environment_id, id
      )
      INSERT INTO journey_version SELECT (jsonb_populate_record(v, jsonb_build_object('journey_id', copied.id, 'number', 1, 'body', $2::jsonb))).*
      FROM copied, journey_version v WHERE v.journey_id = $1`,
      [model, JSON.stringify(body)],
    );
    const id = await received('ada');
    await under.matcher.round();
    const between = await eventRow(api.database, id);
    expect([between.status, between.outcomes.length]).toEqual(['WAITING', 101]);
    expect(await under.matcher.round()).toBe(true);
    const { status, outcomes } = await eventRow(api.database, id);
    expect([status, outcomes.length, outcomes.filter((one) => one.run_id).length]).toEqual(['MATCHED', 101, 1]);
    expect(await under.matcher.round()).toBe(false);
  });
});

describe('what one transaction takes', () => {
  it('E-14 so many bytes of events, and one more at most', async () => {
    const context = { text: 'x'.repeat(3_000_000) };
    for (let n = 0; n < 5; n++) await received('ada', { context });
    await under.matcher.round();
    expect(await api.database.prisma.inboundEvent.count({ where: { status: 'MATCHED' } })).toBe(3);
  });

  it('E-14 the lanes of which the first event has been due the longest', async () => {
    const users = await usersOfLanes(7);
    const ids: string[] = [];
    for (const user of users.toReversed()) ids.push(await received(user));
    await under.matcher.round();
    const statuses = await Promise.all(ids.map(statusOf));
    expect(statuses).toEqual([...Array(4).fill('MATCHED'), ...Array(3).fill('WAITING')]);
  });
});
