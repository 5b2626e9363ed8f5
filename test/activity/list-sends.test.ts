import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createActivities } from '../../activities/create-activities.ts';
import type { Answer } from '../../activities/deliver/providers/provider.ts';
import type { RateLimit } from '../../activities/ports/pace.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { DatabaseListSends } from '../../platform/database/lists/database-list-sends.ts';
import { Subscriptions } from '../../platform/database/lists/subscriptions.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabasePendingMessages } from '../../platform/database/messages/database-pending-messages.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import { FakeOutbound } from '../support/fake-outbound.ts';
import { FakeProvider } from '../support/fake-provider.ts';
import { Gate } from '../support/gate.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { createDatabase } from '../support/postgres.ts';
import { countStatements } from '../support/statement-count.ts';

let database: Database;
let subscriptions: Subscriptions;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  subscriptions = new Subscriptions(database);
  await ensureWorkspace(database.pool, { apiKey: 'pk_test_lists', outbox: false });
});

afterAll(() => database.close());

/** Commits nothing until its gate is opened. */
class PausedDatabase extends Database {
  readonly gate = new Gate();

  constructor({ pool }: Database) {
    super({ databaseUrl: pool.options.connectionString ?? '' });
  }

  override transaction<Result>(...[work, options]: Parameters<typeof Database.prototype.transaction<Result>>) {
    return super.transaction(async (client) => {
      const result = await work(client);
      await this.gate.pass();
      return result;
    }, options);
  }
}

const away: Answer = { kind: 'transient', answer: '421 come again' };
const content = { title: 'Hi', body: '{{profile.first_name}}' };

interface SendOptions {
  answers?: Answer[];
  guarantee?: 'at-least-once' | 'at-most-once';
  leaseMs?: number;
  fields?: object;
  limit?: RateLimit;
  /** Configured after the first one. */
  others?: FakeProvider[];
}

/** A run whose only step sends to a list, with a provider of its own, begun: what carries its pages out. */
async function begin(
  list: string,
  { answers = [], guarantee = 'at-least-once', leaseMs, fields, limit, others = [] }: SendOptions = {},
) {
  await database.query('DELETE FROM provider');
  const provider = new FakeProvider('fake', answers);
  await database.query(
    `INSERT INTO provider (id, environment_id, provider, channels, title, settings, guarantee, rate_limit)
     SELECT key, 'test', key, '{email}', 'Fake', '{}', $1, CASE key WHEN 'fake' THEN $3::jsonb END FROM unnest($2::text[]) AS key`,
    [guarantee, ['fake', ...others.map(({ key }) => key)], limit && JSON.stringify(limit)],
  );
  const runId = newRunId(new Date());
  const steps = [{ action: 'send-list', list, message: { content }, ...fields }];
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps } }), 0);
  const run = { id: runId, environmentId: 'test', kind: 'automation' as const, source: [], mock: false, context, plan };
  await new RunIntake(database).accept(run);
  const activities = createActivities({
    runs: new DatabaseRuns(database.pool),
    lookups: new DatabaseLookups(database.pool),
    ledger: new DatabaseLedger(database.pool),
    listSends: new DatabaseListSends(database.pool),
    pending: new DatabasePendingMessages(database.pool),
    pace: new DatabasePace(database.pool),
    encounters: new DatabaseEncounters(database),
    workflows: new MemoryWorkflows(),
    outbound: new FakeOutbound(),
    providers: { fake: provider, ...Object.fromEntries(others.map((other) => [other.key, other])) },
    unseal: () => ({}),
    report: (error) => {
      throw error;
    },
    leaseMs,
  });
  const call = { runId, order: 0, at: Date.now() };
  expect(await activities.perform(call)).toMatchObject({ kind: 'spreads' });
  const page = (signal?: AbortSignal) => activities.sendPage(call, signal);
  return { runId, provider, page, perform: () => activities.perform(call), statuses: () => statusesOf(runId) };
}

/** Lets what waits or is claimed grow older by an hour. */
const pass = () =>
  database.query(
    `UPDATE delivery SET retry_at = retry_at - interval '1 hour', lease_until = lease_until - interval '1 hour'`,
  );

async function statusesOf(runId: string): Promise<Record<string, number>> {
  const rows = await database.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int FROM message WHERE run_id = $1 GROUP BY status`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

const ATTEMPTS =
  'SELECT count(*)::int AS attempts FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.run_id = $1';

const toldOf = ({ provider }: { provider: FakeProvider }) =>
  provider.parcels.map(({ address }) => address.split('@')[0]).sort();

const statusOf = async (runId: string) =>
  (await database.query<{ status: string }>('SELECT status FROM run WHERE id = $1', [runId]))[0]?.status;

describe('a send to a list in PostgreSQL', () => {
  it('row 10 A-23 U-07 goes to whoever was subscribed when it began: nobody is added to it and nobody left out', async () => {
    const users = numbered(1_500, 'snap');
    await readersOf({ database }, 'snap', users);
    const send = await begin('snap');
    expect(await send.page()).toEqual({ kind: 'more' });
    // The list is edited under it: people leave, join, leave and come back, and at last it is deleted.
    const late = ['snap-000000a', 'snap-001499a', 'zzz'];
    await readersOf({ database }, 'snap', late);
    for (const user of [users[0], users[1_200], users[1_499]]) await subscriptions.end('test', user ?? '', 'snap');
    await subscriptions.replace('test', 'snap', [{ listId: 'snap', userId: users[1_300] ?? '' }]);
    await subscriptions.add('test', ['snap'], [{ listId: 'snap', userId: users[1_200] ?? '' }], 'keep');
    await database.query(`UPDATE recipient_list SET deleted_at = now() WHERE id = 'snap'`);
    expect(await send.page()).toEqual({ kind: 'done' });
    expect(toldOf(send)).toEqual(users);
    expect([await statusOf(send.runId), await send.statuses()]).toEqual(['PROCESSED', { SENT: 1_500 }]);
  });

  it.each(['overwritten', 'joined'])(
    'row 10 A-23 U-07 to a list that is just being %s it goes as if that came after',
    async (how) => {
      const users = numbered(1_100, how);
      await readersOf({ database }, how, users);
      const paused = new PausedDatabase(database);
      const late = { listId: how, userId: `${how}-000000a` };
      const beside = { listId: how, userId: `${how}-001099a` };
      const written =
        how === 'joined'
          ? new Subscriptions(paused).add('test', [how], [late, beside], 'keep')
          : new Subscriptions(paused).replace('test', how, [late, beside]);
      await paused.gate.reached;
      const send = await begin(how);
      expect(await send.page()).toEqual({ kind: 'more' });
      paused.gate.open();
      await written;
      expect(await send.page()).toEqual({ kind: 'done' });
      expect(toldOf(send)).toEqual(users);
      await paused.close();
    },
  );

  it('A-23 S-03 messages of a list keep their trace id', async () => {
    await readersOf({ database }, 'traced', ['tracer']);
    const metadata = { trace_id: 'my-trace', tags: ['one'] };
    const send = await begin('traced', { fields: { message: { content, metadata } } });
    await send.page();
    const rows = await database.query('SELECT trace_id, tags FROM message WHERE run_id = $1', [send.runId]);
    expect(rows).toEqual([{ trace_id: 'my-trace', tags: ['one'] }]);
  });

  it('A-23 lists of a pattern are those that there were: who is on several gets one message, by the first of them', async () => {
    await readersOf({ database }, 'pat.a', ['ada', 'bob']);
    await readersOf({ database }, 'pat.b', ['bob', 'eve']);
    await readersOf({ database }, 'pat', ['joe']);
    await readersOf({ database }, 'pat.gone', ['kim']);
    await database.query(`UPDATE recipient_list SET deleted_at = now() WHERE id = 'pat.gone'`);
    const send = await begin('pat.*');
    await readersOf({ database }, 'pat.c', ['late']);
    expect(await send.page()).toEqual({ kind: 'done' });
    expect(toldOf(send)).toEqual(['ada', 'bob', 'eve']);
    const rows = await database.query('SELECT recipient, list_id FROM message WHERE run_id = $1 ORDER BY 1', [
      send.runId,
    ]);
    expect(rows).toEqual([
      { recipient: 'ada', list_id: 'pat.a' },
      { recipient: 'bob', list_id: 'pat.a' },
      { recipient: 'eve', list_id: 'pat.b' },
    ]);
  });

  it('A-23 R-28 a chunk takes its slots by one statement; who gets none is not tried, and comes in a later page', async () => {
    await readersOf({ database }, 'paced', numbered(30, 'paced'));
    const send = await begin('paced', { limit: { max: 4, per: 'second' } });
    const statements = countStatements();
    expect(await send.page()).toEqual({ kind: 'later', inMs: 5_000 });
    statements.stop();
    expect(statements.texts.filter((text) => text.includes('take_slots'))).toHaveLength(1);
    expect([send.provider.parcels.length, await send.statuses()]).toEqual([17, { SENT: 17, ROUTED: 13 }]);
    expect(await database.query(ATTEMPTS, [send.runId])).toEqual([{ attempts: 17 }]);
    for (let left = 13; left > 0; left = 30 - send.provider.parcels.length) {
      await pass();
      await send.page();
    }
    expect([toldOf(send), await send.statuses()]).toEqual([numbered(30, 'paced'), { SENT: 30 }]);
    expect(await database.query(ATTEMPTS, [send.runId])).toEqual([{ attempts: 30 }]);
  });

  it('A-23 is begun by one statement after the load, and a page of N is 2 + N/50', async () => {
    await readersOf({ database }, 'counted', numbered(120, 'counted'));
    const send = await begin('counted');
    const statements = countStatements();
    expect(await send.page()).toEqual({ kind: 'done' });
    statements.stop();
    expect(statements.texts).toHaveLength(2 + Math.ceil(120 / 50));
  });

  it('A-23 F-13 two attempts of one page at once: everyone gets one message', async () => {
    const users = numbered(700, 'twice');
    await readersOf({ database }, 'twice', users);
    const send = await begin('twice');
    const ends = await Promise.all([send.page(), send.page(), send.page()]);
    for (let end = ends[0]; end?.kind === 'more' || end?.kind === 'later'; end = await send.page()) await pass();
    expect(toldOf(send)).toEqual(users);
    expect(await send.statuses()).toEqual({ SENT: 700 });
  });

  it('A-23 asked again, it begins once', async () => {
    await readersOf({ database }, 'once', ['ada']);
    const send = await begin('once');
    await readersOf({ database }, 'once', ['late']);
    await send.perform();
    await send.page();
    expect(toldOf(send)).toEqual(['ada']);
    await send.perform();
    expect(await send.page()).toEqual({ kind: 'done' });
    expect(toldOf(send)).toEqual(['ada']);
  });
});

describe('deliveries of a list in PostgreSQL', () => {
  it('F-13 what is deferred ends the step, and is sent later as it was written', async () => {
    await readersOf({ database }, 'deferred', ['def1', 'def2']);
    const send = await begin('deferred', { answers: [away, away, away] });
    expect(await send.page()).toMatchObject({ kind: 'later' });
    expect([await statusOf(send.runId), await send.statuses()]).toEqual(['PROCESSED', { ROUTED: 2 }]);
    expect(await send.page()).toMatchObject({ kind: 'later' });
    expect(send.provider.parcels).toHaveLength(2);
    await database.query(`UPDATE profile SET profile = '{"email": "other@x.io"}' WHERE user_id LIKE 'def%'`);
    await pass();
    expect(await send.page()).toMatchObject({ kind: 'later' });
    await pass();
    expect(await send.page()).toEqual({ kind: 'done' });
    // Which of the two met the third refusal is not said.
    expect(toldOf(send)).toHaveLength(5);
    expect(toldOf(send)).toEqual(expect.arrayContaining(['def1', 'def1', 'def2', 'def2']));
    expect(await send.statuses()).toEqual({ SENT: 2 });
    const attempts = await database.query(
      `SELECT outcome, count(*)::int FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.run_id = $1 GROUP BY 1 ORDER BY 1`,
      [send.runId],
    );
    expect(attempts).toEqual([
      { outcome: 'deferred', count: 3 },
      { outcome: 'sent', count: 2 },
    ]);
  });

  it.each([
    ['at-least-once', { SENT: 1 }, ['unknown', 'sent'], 1],
    ['at-most-once', { ROUTED: 1 }, ['unknown'], 0],
  ] as const)('F-13 what a lost worker left claimed: %s', async (guarantee, statuses, outcomes, sent) => {
    const list = `lost-${guarantee}`;
    await readersOf({ database }, list, [list]);
    const send = await begin(list, { guarantee });
    // A worker that dies during the call: its claim is all that is left of it.
    send.provider.deliver = () => new Promise(() => {});
    void send.page();
    await expect.poll(() => send.statuses()).toEqual({ ROUTED: 1 });
    Reflect.deleteProperty(send.provider, 'deliver');
    const next = await send.page();
    expect(next).toMatchObject({ kind: 'later' });
    await pass();
    expect(await send.page()).toEqual({ kind: 'done' });
    expect(await send.statuses()).toEqual(statuses);
    const attempts = await database.query<{ outcome: string }>(
      `SELECT outcome FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.run_id = $1 ORDER BY number`,
      [send.runId],
    );
    expect(attempts.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(send.provider.parcels).toHaveLength(sent);
    expect(await send.page()).toEqual({ kind: 'done' });
  });

  it('S-03 a list goes by the providers that are allowed there alone, also when it is tried again', async () => {
    await readersOf({ database }, 'picky', ['picky']);
    const wish = (...providers: string[]) => ({ message: { content, channels: { email: { providers } } } });
    const nowhere = await begin('picky', { fields: wish('smtp') });
    expect(await nowhere.page()).toEqual({ kind: 'done' });
    expect([nowhere.provider.parcels, await nowhere.statuses()]).toEqual([[], { UNROUTABLE: 1 }]);
    const other = new FakeProvider('other', [away]);
    const send = await begin('picky', { others: [other], fields: wish('other') });
    expect(await send.page()).toMatchObject({ kind: 'later' });
    await pass();
    expect(await send.page()).toEqual({ kind: 'done' });
    expect([send.provider.parcels.length, other.parcels.length, await send.statuses()]).toEqual([0, 2, { SENT: 1 }]);
    const rows = await database.query(
      'SELECT wanted FROM delivery d JOIN message m ON m.id = d.message_id WHERE m.run_id = $1',
      [send.runId],
    );
    expect(rows).toEqual([{ wanted: ['other'] }]);
  });

  it('F-13 a worker that stops finishes its chunk and leaves the rest to the next', async () => {
    const users = numbered(130, 'stop');
    await readersOf({ database }, 'stop', users);
    const stopping = new AbortController();
    const send = await begin('stop');
    const deliver = send.provider.deliver.bind(send.provider);
    send.provider.deliver = async (...asked) => {
      if (send.provider.parcels.length === 60) stopping.abort();
      return deliver(...asked);
    };
    expect(await send.page(stopping.signal)).toEqual({ kind: 'more' });
    expect(send.provider.parcels.length).toBeLessThan(130);
    for (let end = await send.page(); end.kind !== 'done'; end = await send.page()) await pass();
    expect(toldOf(send)).toEqual(users);
  });

  it('F-11 J-66 of a canceled run nothing more is claimed, and what waits is canceled with it', async () => {
    await readersOf({ database }, 'stopped', numbered(200, 'stopped'));
    const send = await begin('stopped', { answers: Array(60).fill(away) });
    const deliver = send.provider.deliver.bind(send.provider);
    send.provider.deliver = async (...asked) => {
      if (send.provider.parcels.length === 55)
        await database.query(`SELECT cancel_runs(ARRAY[$1], now(), 'by a test')`, [send.runId]);
      return deliver(...asked);
    };
    expect(await send.page()).toEqual({ kind: 'closed' });
    expect(send.provider.parcels).toHaveLength(100);
    await pass();
    expect(await send.page()).toEqual({ kind: 'closed' });
    expect(await statusOf(send.runId)).toBe('CANCELED');
    expect(await send.statuses()).toEqual({ CANCELED: 60, SENT: 40 });
  });
});
