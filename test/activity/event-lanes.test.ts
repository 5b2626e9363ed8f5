import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { JsonObject } from '../../language/json/json.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { publishedJourney } from '../support/api-journeys.ts';
import { eventRow, matchAll, matcherOf, receive, segmentEvent } from '../support/events.ts';
import { countStatements } from '../support/statement-count.ts';

let api: ApiUnderTest;
let under: ReturnType<typeof matcherOf>;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  api.workflows.started.length = 0;
  under = matcherOf(api);
  await api.database.pool.query('TRUNCATE journey, event_trigger, profile, run, inbound_event CASCADE');
  await api.database.pool.query('DROP TRIGGER IF EXISTS spoil ON run');
});

const segment = (changes: object = {}) => ({
  type: 'trigger',
  trigger_type: 'segment',
  request_type: 'track',
  ...changes,
});
const journey = (changes: object = {}) => publishedJourney(api, { nodes: [segment(changes), { type: 'exit' }] });
const putProfile = (id: string) =>
  api.ask('PUT', `/profiles/${id}`, { body: { profile: { email: `${id}@example.com` } } });

/** Takes in an event of a user with a number in it. */
const tracked = (userId: string, n = 0, changes: JsonObject = {}) =>
  receive(api.database, segmentEvent({ userId, properties: { n }, ...changes }));

/** The runs that were started, in the order in which they were written, as `user n`. */
async function runsInOrder(): Promise<string[]> {
  const rows = await api.database.query<{ run: string }>(
    `SELECT context ->> 'recipient' || ' ' || (context -> 'data' ->> 'n') AS run FROM run ORDER BY created_at, ctid`,
  );
  return rows.map(({ run }) => run);
}

/** Runs whose data say so cannot be written: as if the database took them for too large. */
const spoil = () =>
  api.database.pool.query(`
    CREATE OR REPLACE FUNCTION spoil() RETURNS TRIGGER LANGUAGE plpgsql AS $$
    BEGIN IF NEW.context -> 'data' ? 'spoils' THEN RAISE EXCEPTION 'this run is spoiled'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER spoil BEFORE INSERT ON run FOR EACH ROW EXECUTE FUNCTION spoil()`);

/** The next connection that is to say something like this is terminated before. */
function severedAt(text: string) {
  const original = pg.Client.prototype.query;
  const stop = () => {
    pg.Client.prototype.query = original;
  };
  pg.Client.prototype.query = function (this: pg.Client & { processID: number }, ...args: unknown[]) {
    const query = () => original.apply(this, args as never) as unknown;
    if (!String(args[0]).includes(text)) return query();
    stop();
    return api.database.pool.query('SELECT pg_terminate_backend($1)', [this.processID]).then(query);
  } as never;
  return { stop };
}

/** Since a while: what is stored is rounded, up as well as down. */
const dueNow = () => api.database.pool.query("UPDATE inbound_event SET next_attempt_at = now() - interval '1 minute'");

describe('row 25 the order of events', () => {
  it('E-14 events of a user are matched in the order in which they came, by however many workers', async () => {
    await journey();
    const users = Array.from({ length: 12 }, (_, index) => `user-${index}`);
    await Promise.all(users.map(putProfile));
    for (let n = 0; n < 12; n++) await Promise.all(users.map((user) => tracked(user, n)));
    const others = Array.from({ length: 4 }, () => matcherOf(api).matcher);
    await Promise.all(others.map(matchAll));
    const runs = await runsInOrder();
    expect(runs).toHaveLength(144);
    for (const user of users)
      expect(runs.filter((run) => run.startsWith(`${user} `))).toEqual(
        Array.from({ length: 12 }, (_, n) => `${user} ${n}`),
      );
  });

  it('E-14 while one worker matches the events of a user, another one is given none of them', async () => {
    await journey();
    await putProfile('ada');
    await tracked('ada', 1);
    const client = await api.database.pool.connect();
    const [{ lane }] = (await api.database.query<{ lane: number }>('SELECT lane FROM inbound_event')) as [
      { lane: number },
    ];
    await client.query('BEGIN');
    await client.query('SELECT id FROM event_lane WHERE id = $1 FOR UPDATE', [lane]);
    expect(await under.matcher.round()).toBe(false);
    await client.query('ROLLBACK');
    client.release();
    expect(await under.matcher.round()).toBe(true);
  });

  it('E-14 two matchers at once match each event once', async () => {
    await journey();
    const users = Array.from({ length: 60 }, (_, index) => `user-${index}`);
    await Promise.all(users.map(putProfile));
    await Promise.all(users.map((user) => tracked(user)));
    await Promise.all([matchAll(under.matcher), matchAll(matcherOf(api).matcher)]);
    expect((await runsInOrder()).sort()).toEqual(users.map((user) => `${user} 0`).sort());
    expect(api.workflows.started).toHaveLength(60);
  });
});

describe('row 25 an event whose matching fails', () => {
  it('E-14 is tried again later, and those behind it are not held up, those of its user neither', async () => {
    await journey();
    await Promise.all(['ada', 'bob'].map(putProfile));
    await spoil();
    await tracked('ada', 1);
    const bad = await tracked('ada', 2, { properties: { n: 2, spoils: true } });
    const good = [await tracked('ada', 3), await tracked('bob', 4)];
    await matchAll(under.matcher);
    expect((await runsInOrder()).sort()).toEqual(['ada 1', 'ada 3', 'bob 4']);
    const row = await eventRow(api.database, bad);
    expect(row).toMatchObject({ status: 'WAITING', attempts: 1, reason: 'this run is spoiled', outcomes: [] });
    expect(row.nextAttemptAt.getTime()).toBeGreaterThan(Date.now());
    expect(under.errors.map(({ message }) => message)).toEqual(['this run is spoiled']);
    expect(await Promise.all(good.map(async (id) => (await eventRow(api.database, id)).status))).toEqual([
      'MATCHED',
      'MATCHED',
    ]);
    await api.database.pool.query('DROP TRIGGER spoil ON run');
    await dueNow();
    await matchAll(under.matcher);
    expect(await eventRow(api.database, bad)).toMatchObject({ status: 'MATCHED', reason: null });
    expect((await runsInOrder()).sort()).toEqual(['ada 1', 'ada 2', 'ada 3', 'bob 4']);
  });

  it('E-14 is parked with its reason after five tries, each later than the one before, and tried no more', async () => {
    await journey();
    await putProfile('ada');
    await spoil();
    const id = await tracked('ada', 1, { properties: { spoils: true } });
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await matchAll(under.matcher);
      const { nextAttemptAt, status } = await eventRow(api.database, id);
      if (status === 'WAITING') pauses.push(Math.round((nextAttemptAt.getTime() - Date.now()) / 1_000));
      await dueNow();
    }
    expect(await eventRow(api.database, id)).toMatchObject({
      status: 'PARKED',
      attempts: 5,
      reason: 'this run is spoiled',
    });
    expect(pauses.map((pause) => Math.round(pause / 5) * 5)).toEqual([5, 20, 80, 320]);
    expect(await under.matcher.round()).toBe(false);
  });

  it('E-07 what a spoiled event said of its user is written with its run, or not at all', async () => {
    await journey({ request_type: 'identify' });
    await spoil();
    await receive(api.database, segmentEvent({ type: 'identify', userId: 'bob', traits: { spoils: true } }));
    await matchAll(under.matcher);
    expect(await api.database.prisma.profile.count()).toBe(0);
  });

  it('E-14 a database that is to blame costs an event no try', async () => {
    await journey();
    await putProfile('ada');
    const id = await tracked('ada', 1);
    const severing = severedAt('INSERT INTO run');
    await expect(under.matcher.round()).rejects.toThrow(/connection|terminat/i);
    severing.stop();
    expect(await eventRow(api.database, id)).toMatchObject({ status: 'WAITING', attempts: 0, reason: null });
    await matchAll(under.matcher);
    expect(await runsInOrder()).toEqual(['ada 1']);
  });
});

describe('what matching costs', () => {
  /** The statements of one batch of events, of which each starts every tenth of so many journeys. */
  async function statementsFor(journeys: number, events: number): Promise<string[]> {
    await api.database.pool.query('TRUNCATE journey, event_trigger, run, inbound_event, inbound_event_shape CASCADE');
    for (let n = 0; n < journeys; n++) await journey({ event_id: n % 10 ? `Event ${n}` : 'Order Completed' });
    for (let n = 0; n < events; n++) await tracked('ada', n);
    const { matcher } = matcherOf(api);
    const count = countStatements();
    await matcher.round();
    count.stop();
    expect(await api.database.prisma.inboundEvent.count({ where: { status: 'MATCHED' } })).toBe(events);
    return count.texts.map((text) => text.trim().split('\n')[0] as string);
  }

  it('E-09 a batch has as many statements with 20 journeys as with 200, and for one event as for fifty', async () => {
    await putProfile('ada');
    const [few, many, one] = [await statementsFor(20, 50), await statementsFor(200, 50), await statementsFor(20, 1)];
    console.log(`statements of a batch: ${few.length} with 20 journeys, ${many.length} with 200`);
    expect(many).toEqual(few);
    expect(one).toEqual(few);
    // Begin, lanes, events, a place to go back to, triggers, definitions, users, runs, what came of it, commit; what was seen.
    expect(few).toHaveLength(12);
  });

  it('E-09 published versions are read once, and a batch of events that nothing waits for reads no users', async () => {
    await journey();
    await putProfile('ada');
    for (const event of ['Order Completed', 'Order Completed']) {
      await tracked('ada', 0, { event });
      await under.matcher.round();
    }
    await tracked('ada', 0, { type: 'page', event: null });
    const count = countStatements();
    await under.matcher.round();
    count.stop();
    expect(count.texts.filter((text) => /FROM profile|journey_version|INSERT INTO run/.test(text))).toEqual([]);
  });

  it('E-14 W-24 no event is taken of an environment whose runs wait, those of others are, ahead of it in its lane too', async () => {
    const full = ['one-test'];
    const { matcher } = matcherOf(api, { shares: { full: async () => full } });
    const held = await tracked('ada');
    expect(await matcher.round()).toBe(false);
    const others = Array.from({ length: 20 }, (_, n) => {
      return receive(api.database, segmentEvent({ userId: `user-${n}` }), { environmentId: 'two-test' });
    });
    const ids = await Promise.all(others);
    await matchAll(matcher);
    for (const id of ids) expect((await eventRow(api.database, id)).status).toBe('MATCHED');
    expect((await eventRow(api.database, held)).status).toBe('WAITING');
    full.pop();
    expect(await matcher.round()).toBe(true);
    expect((await eventRow(api.database, held)).status).toBe('MATCHED');
  });
});
