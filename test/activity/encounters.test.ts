import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { atOnce } from '../../activities/at-once.ts';
import type { BatchRequest } from '../../activities/ports/encounters.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { OldRuns } from '../../platform/database/runs/old-runs.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { BROUGHT, comeTo } from '../support/journeys/come-to.ts';
import { batchRecordOf, recordOf } from '../support/journeys/encounter-records.ts';
import { acceptJourney } from '../support/journeys/start-journey.ts';
import { createDatabase } from '../support/postgres.ts';

const environmentId = 'test';
const HOUR = 3_600_000;

let database: Database;
let encounters: DatabaseEncounters;
let come: ReturnType<typeof comeTo>;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase(), poolSize: 30 });
  await ensureWorkspace(database.pool, { outbox: false });
  encounters = new DatabaseEncounters(database);
  come = comeTo(encounters);
});

afterAll(() => database.close());

const accept = async (data: JsonObject = {}) =>
  (await acceptJourney({ database }, { nodes: [{ type: 'exit' }], data })).id;

describe('passes in PostgreSQL', () => {
  const pass = (runId: string, key: string, { at = HOUR, mostAllowed = 10 } = {}) => {
    const request = { call: { runId, order: 0, at }, environmentId, key, mostAllowed };
    return encounters.pass({ ...request, since: at - HOUR, expiresAt: at + HOUR }, () => recordOf(runId, at));
  };

  // As many at once as there are connections for: a busy machine does not give one in a second to all the others.
  it('row 23 N-42 of 50 runs, 25 at once, exactly as many pass as may', async () => {
    for (const mostAllowed of [1, 10, 49]) {
      const verdicts = await atOnce(25, [...Array(50).keys()], async () =>
        pass(await accept(), `at once ${mostAllowed}`, { mostAllowed }),
      );
      expect(verdicts.filter(Boolean)).toHaveLength(mostAllowed);
      expect(verdicts.filter((verdict) => verdict === false)).toHaveLength(50 - mostAllowed);
    }
  });

  it('N-42 a pass counts until its period is over, and once however often it is asked for', async () => {
    const [first, second, third] = [await accept(), await accept(), await accept()];
    const limit = { mostAllowed: 1 };
    expect(await pass(first, 'slides', { at: HOUR, ...limit })).toBe(true);
    expect(await pass(first, 'slides', { at: HOUR, ...limit })).toBeUndefined();
    expect(await pass(second, 'slides', { at: 2 * HOUR - 1, ...limit })).toBe(false);
    expect(await pass(third, 'slides', { at: 2 * HOUR, ...limit })).toBe(true);
  });

  it('N-42 attempts of one run at once are one pass, and all but one are told that it is done', async () => {
    const id = await accept();
    const verdicts = await Promise.all([1, 2, 3, 4].map(() => pass(id, 'one run', { mostAllowed: 2 })));
    expect(verdicts.filter((verdict) => verdict === true)).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === undefined)).toHaveLength(3);
    expect(await pass(await accept(), 'one run', { mostAllowed: 2 })).toBe(true);
  });

  it('J-65 a run that is over takes no pass', async () => {
    const id = await accept();
    await new RunCancelations(database).byId(environmentId, 'journey', id);
    expect(await pass(id, 'over')).toBeUndefined();
    const rows = await database.query(`SELECT 1 FROM throttle_pass WHERE run_id = $1`, [id]);
    expect(rows).toEqual([]);
  });

  it('J-51 passes that are over are forgotten, those that count are kept', async () => {
    const [old, fresh] = [await accept(), await accept()];
    await pass(old, 'old', { at: HOUR });
    await pass(fresh, 'fresh', { at: Date.now() });
    await forgetAll();
    const left = await database.query('SELECT run_id FROM throttle_pass WHERE run_id = ANY($1)', [[old, fresh]]);
    expect(left).toEqual([{ run_id: fresh }]);
  });
});

describe('batches in PostgreSQL', () => {
  const gather = (runId: string, key: string, { at = 0, ...more }: Partial<BatchRequest> & { at?: number } = {}) => {
    const retain = { type: 'first', count: 25 } as const;
    const request = {
      call: { runId, order: 0, at },
      environmentId,
      key,
      until: at + 10,
      latest: 1_000,
      mostItems: 100,
    };
    return come({ ...request, ...BROUGHT, retain, ...more }, batchRecordOf(runId, at));
  };

  it('N-61 N-63 the first run opens the window, the others join, and it is released once with all they brought', async () => {
    const [owner, ...others] = await Promise.all([0, 1, 2].map((n) => accept({ n })));
    if (!owner) expect.fail('there is one');
    expect(await gather(owner, 'plain')).toEqual({ kind: 'gathers', until: 10 });
    for (const [index, other] of others.entries())
      expect(await gather(other, 'plain', { at: 5 + index })).toEqual({ kind: 'joined' });
    expect(await gather(owner, 'plain', { at: 10 })).toEqual({ kind: 'gathers', until: 16 });
    const released = { kind: 'released', count: 3, items: [{ n: 0 }, { n: 1 }, { n: 2 }], left: 0 };
    expect(await gather(owner, 'plain', { at: 16 })).toEqual(released);
    expect(await gather(owner, 'plain', { at: 16 })).toBeUndefined();
    expect(await database.query('SELECT 1 FROM batch_item WHERE window_run_id = $1', [owner])).toEqual([]);
  });

  it('N-63 N-64 what is retained is what the rank says, equals in the order in which they came', async () => {
    const totals = [5, 9, 'none', 9, 1];
    const runs = await Promise.all(totals.map((total) => accept(total === 'none' ? {} : { order: { total } })));
    const retain = { type: 'highest', count: 3, sortKey: 'data.order.total' } as const;
    for (const [index, id] of runs.entries()) {
      const total = totals[index];
      await gather(id, 'ranked', { retain, value: typeof total === 'number' ? total : null });
    }
    expect(await gather(runs[0] ?? '', 'ranked', { at: 100 })).toEqual({
      kind: 'released',
      count: 5,
      items: [{ order: { total: 9 } }, { order: { total: 9 } }, { order: { total: 5 } }],
      left: 0,
    });
  });

  it('N-61 a run that asks to gather twice owns one window, and one that owns none releases nothing', async () => {
    const [owner, other] = [await accept(), await accept()];
    const request = { environmentId, key: 'twice', until: 10, latest: 20, mostItems: 2, ...BROUGHT };
    const retain = { type: 'first', count: 1 } as const;
    const call = { runId: owner, order: 0, at: 0 };
    for (const _ of [1, 2])
      expect(await encounters.gather({ ...request, call, retain }, batchRecordOf(owner, 0))).toEqual({
        kind: 'gathers',
        until: 10,
      });
    const none = { call: { runId: other, order: 0, at: 0 }, room: 100 };
    expect(await encounters.release(none, batchRecordOf(other, 0))).toBeUndefined();
    expect(await database.query('SELECT 1 FROM batch_window WHERE run_id = ANY($1)', [[owner, other]])).toHaveLength(1);
  });

  it('N-63 what is retained has room, and as much as has none is left out', async () => {
    const [owner, second, third] = await Promise.all([0, 1, 2].map((n) => accept({ n })));
    for (const id of [owner, second, third]) await gather(id ?? '', 'large', { size: id === second ? 100 : 7 });
    const call = { runId: owner ?? '', order: 0, at: 50 };
    expect(await encounters.release({ call, room: 16 }, batchRecordOf(call.runId, 50))).toEqual({
      kind: 'released',
      count: 3,
      items: [{ n: 0 }, { n: 2 }],
      left: 1,
    });
  });

  it('N-62 a window of a thousand large items is released without a look at what is not retained', async () => {
    const owner = await accept();
    await gather(owner, 'huge', { mostItems: 2 });
    const [item, text] = [await accept(), 'x'.repeat(4_000_000)];
    await database.query(
      `UPDATE run SET context = jsonb_build_object('data', jsonb_build_object('text', $2::text), 'profile', '{}'::jsonb) WHERE id = $1`,
      [item, text],
    );
    await gather(item, 'huge', { at: 1, value: 1 });
    await database.query(
      `WITH many AS (INSERT INTO run (id, environment_id, kind, source, depth, mock, context, plan, status, created_at, updated_at)
       SELECT 'huge ' || n, environment_id, kind, source, depth, mock, context, plan, 'PROCESSED', now(), now() FROM run, generate_series(1, 900) n WHERE run.id = $2 RETURNING id)
       INSERT INTO batch_item (run_id, step_order, window_run_id, window_step_order, place, value, size)
       SELECT id, 0, $1, 0, 1 + row_number() OVER (), '0', 4000000 FROM many`,
      [owner, item],
    );
    const before = Date.now();
    await gather(owner, 'huge', { at: 1 });
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  it('N-62 at its limit the window closes with the last item, and that one says whose it was', async () => {
    const [owner, second, next] = [await accept(), await accept(), await accept()];
    await gather(owner, 'full', { mostItems: 2 });
    expect(await gather(second, 'full', { at: 1 })).toEqual({ kind: 'joined', released: { runId: owner, order: 0 } });
    expect(await gather(next, 'full', { at: 1 })).toEqual({ kind: 'gathers', until: 11 });
    expect(await gather(owner, 'full', { at: 1 })).toMatchObject({ kind: 'released', count: 2 });
  });

  it.each(['CANCELED', 'ERROR'])('N-65 a window whose run ended as %s gathers no more', async (status) => {
    const [owner, second, next] = [await accept(), await accept(), await accept()];
    await gather(owner, status);
    expect(await gather(second, status, { at: 1 })).toEqual({ kind: 'joined' });
    if (status === 'CANCELED') await new RunCancelations(database).byId(environmentId, 'journey', owner);
    else await database.query(`UPDATE run SET status = 'ERROR' WHERE id = $1`, [owner]);
    expect(await gather(owner, status, { at: 50 })).toBeUndefined();
    expect(await gather(next, status, { at: 2 })).toEqual({ kind: 'gathers', until: 12 });
  });

  it('N-65 a cancel closes the windows of what it cancels in the same statement', async () => {
    const owner = await accept();
    await gather(owner, 'closed');
    await new RunCancelations(database).byId(environmentId, 'journey', owner);
    const rows = await database.query('SELECT closed_at IS NOT NULL AS closed FROM batch_window WHERE run_id = $1', [
      owner,
    ]);
    expect(rows).toEqual([{ closed: true }]);
  });

  it('J-51 a run is kept as long as its data are in a window', async () => {
    const [owner, second] = [await accept(), await accept()];
    await gather(owner, 'kept');
    await gather(second, 'kept', { at: 1 });
    const old = `UPDATE run SET created_at = now() - interval '200 days' WHERE id = $1`;
    await database.query(old, [second]);
    await forgetAll();
    expect(await gather(owner, 'kept', { at: 100 })).toMatchObject({ count: 2, items: [{}, {}] });
    await forgetAll();
    expect(await database.query('SELECT 1 FROM run WHERE id = $1', [second])).toEqual([]);
  });

  it('row 24 N-62 whatever comes around the moment of a release is in that batch or in the next, never lost and never in both', {
    timeout: 120_000,
  }, async () => {
    let round = 0;
    const arrivals = fc.array(fc.record({ delayMs: fc.nat(12), at: fc.nat(24) }), { minLength: 2, maxLength: 14 });
    const property = fc.asyncProperty(arrivals, fc.integer({ min: 2, max: 6 }), async (comers, mostItems) => {
      const key = `race ${round++}`;
      const opened: string[] = [];
      const found: unknown[] = [];
      const release = async (owner: string, at: number) => {
        const verdict = await gather(owner, key, { at });
        if (verdict?.kind === 'released') found.push(...verdict.items.map(({ n }) => n));
        return verdict?.kind === 'gathers' ? verdict.until : undefined;
      };
      const arrive = async ({ delayMs, at }: { delayMs: number; at: number }, n: number) => {
        const id = await accept({ n });
        await pause(delayMs);
        const verdict = await gather(id, key, { at, until: at + 10, latest: at + 20, mostItems });
        expect(['gathers', 'joined']).toContain(verdict?.kind);
        if (verdict?.kind !== 'gathers') return;
        opened.push(id);
        await pause(delayMs / 2);
        // As the owner's own workflow would: while others are still coming.
        await release(id, at + 10);
      };
      await Promise.all(comers.map(arrive));
      for (const owner of opened) await release(owner, 1_000);
      expect([...found].sort((one, other) => Number(one) - Number(other))).toEqual([...comers.keys()]);
    });
    await fc.assert(property, { numRuns: 40, seed: 20261121 });
  });
});

/** What the retention does in a night. */
async function forgetAll(): Promise<void> {
  const runs = new OldRuns(database);
  for (let page = await runs.forget(); page.next; page = await runs.forget(page.next));
}
