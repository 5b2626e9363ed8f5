import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { RateLimit, SlotRequest } from '../../activities/ports/pace.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { MemoryPace } from '../../platform/memory/memory-pace.ts';
import { createDatabase } from '../support/postgres.ts';

const SEED = 20261121;

/** As two workers have them: a pool each. */
let databases: [Database, Database];
let count = 0;

beforeAll(async () => {
  const databaseUrl = await createDatabase();
  databases = [new Database({ databaseUrl }), new Database({ databaseUrl })];
  await ensureWorkspace(databases[0].pool, { outbox: false });
});

afterAll(() => Promise.all(databases.map((database) => database.close())));

/** A provider of its own, and how it is asked for slots by either worker. */
async function limited(limit: RateLimit | null) {
  const providerId = `p${count++}`;
  await databases[0].query(
    `INSERT INTO provider (id, environment_id, provider, channels, title, settings, rate_limit) VALUES ($1, 'test', 'outbox', '{email}', 'T', '{}', $2)`,
    [providerId, limit && JSON.stringify(limit)],
  );
  const paces = databases.map(({ pool }) => new DatabasePace(pool)) as [DatabasePace, DatabasePace];
  const asked = { providerId, wanted: 1, line: 'single', isBack: false, withinMs: 5_000 } as const;
  return {
    providerId,
    take: (worker: 0 | 1, request: Partial<SlotRequest> = {}) => paces[worker].take({ ...asked, ...request }),
  };
}

const requests = fc.array(
  fc.record({ worker: fc.constantFrom<0 | 1>(0, 1), wanted: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 2, maxLength: 30 },
);
const limits = fc.record<RateLimit>({
  max: fc.integer({ min: 1, max: 200 }),
  per: fc.constantFrom('second', 'minute'),
});

it('R-28 pace: two workers at once are never given the same slot: as many as are taken, so much time is taken up', {
  timeout: 120_000,
}, async () => {
  const property = fc.asyncProperty(limits, requests, async (limit, asked) => {
    const { providerId, take } = await limited(limit);
    const [before] = await databases[0].query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const slots = (await Promise.all(asked.map(({ worker, wanted }) => take(worker, { wanted })))).flat();
    const taken = slots.filter(({ isTaken }) => isTaken).length;
    const [row] = await databases[0].query<{ ms: number }>(
      'SELECT extract(epoch FROM next_slot - $2::timestamptz)::float8 * 1000 AS ms FROM provider WHERE id = $1',
      [providerId, before?.now],
    );
    const gapMs = (limit.per === 'minute' ? 60_000 : 1_000) / limit.max;
    expect(taken).toBeGreaterThan(0);
    expect(row?.ms).toBeGreaterThanOrEqual(taken * gapMs - 1);
    expect(Math.max(...slots.filter(({ isTaken }) => isTaken).map(({ inMs }) => inMs))).toBeLessThanOrEqual(5_000);
  });
  await fc.assert(property, { seed: SEED, numRuns: 40 });
});

it('R-28 pace: PostgreSQL tells what the memory tells', async () => {
  const limit = { max: 1, per: 'minute' } as const;
  const { providerId, take } = await limited(limit);
  const memory = new MemoryPace({ providers: [{ id: providerId, rateLimit: limit }] });
  const seconds = (slots: { isTaken: boolean; inMs: number }[]) =>
    slots.map(({ isTaken, inMs }) => [isTaken, Math.round(inMs / 5_000) * 5]);
  const asked = [
    { wanted: 3, line: 'list', withinMs: 4_000 },
    {},
    { isBack: true },
    { line: 'list', wanted: 2 },
  ] as const;
  for (const request of asked) {
    const same = { providerId, wanted: 1, line: 'single', isBack: false, withinMs: 5_000, ...request } as const;
    expect(seconds(await take(0, request))).toEqual(seconds(await memory.take(same)));
  }
});

it('R-28 pace: where the clock of PostgreSQL was put back, nobody waits for longer than a limit could, but behind whoever was put off', async () => {
  const { providerId, take } = await limited({ max: 1, per: 'second' });
  const putBackAnHour = (column: string) =>
    databases[0].query(`UPDATE provider SET ${column} = now() + interval '1 hour' WHERE id = $1`, [providerId]);
  await putBackAnHour('next_slot');
  const [slot] = await take(0);
  expect(slot?.inMs).toBeGreaterThan(10_000);
  expect(slot?.inMs).toBeLessThanOrEqual(11_000);
  await databases[0].query('UPDATE provider SET next_slot = NULL WHERE id = $1', [providerId]);
  await putBackAnHour('next_turn');
  const [behind] = await take(0);
  expect([behind?.isTaken, (behind?.inMs ?? 0) > 3_500_000]).toEqual([false, true]);
  expect((await take(0, { isBack: true }))[0]?.isTaken).toBe(true);
});

it('R-28 pace: without a limit, and of a provider that was removed, every slot is now', async () => {
  const { take } = await limited(null);
  const now = Array(2).fill({ isTaken: true, inMs: 0 });
  expect([await take(0, { wanted: 2 }), await take(1, { wanted: 2, providerId: 'none' })]).toEqual([now, now]);
});
