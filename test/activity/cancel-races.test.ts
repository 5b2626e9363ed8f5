import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { Race, type RaceOperation, races } from '../support/cancel-races.ts';
import { createDatabase } from '../support/postgres.ts';

const RACES = 250;
const SEED = 20261121;

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase(), poolSize: 20 });
});

afterAll(() => database.close());

/** Of every canceled run: whatever is still open without a provider that is being asked. */
const LEFT = `
SELECT r.id, s.status AS step, m.status AS message FROM run r
JOIN run_step s ON s.run_id = r.id LEFT JOIN message m ON m.id = s.message_id LEFT JOIN delivery d ON d.message_id = m.id
WHERE r.environment_id = $1 AND r.status = 'CANCELED' AND d.status IS DISTINCT FROM 'claimed'
  AND (s.status IN ('PROCESSING', 'WAITING') OR m.status IN ('ENQUEUED', 'ROUTED'))`;

const CANCELED = `SELECT id FROM run WHERE environment_id = $1 AND status = 'CANCELED'`;

it(`row 15 J-65 J-67 in ${RACES} races of invokes, claims, waits, ends and cancels nothing of a run moves once its cancel has returned`, {
  timeout: 120_000,
}, async () => {
  let canceled = 0;
  const holds = fc.asyncProperty(races, async (groups) => {
    const race = new Race(database);
    for (const group of groups) await Promise.all(group.map((operation) => race.carryOut(operation)));
    expect(race.violations).toEqual([]);
    for (const [runId, claims] of race.claimsAtCancel) expect(await race.claimsOf(runId), runId).toBe(claims);
    const rows = await database.query<{ id: string }>(CANCELED, [race.environmentId]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...race.claimsAtCancel.keys()].sort());
    expect(await database.query(LEFT, [race.environmentId])).toEqual([]);
    canceled += rows.length;
  });
  await fc.assert(holds, { seed: SEED, numRuns: RACES });
  expect(canceled).toBeGreaterThan(RACES);
});

it('A-25 K-02 of 40 runs that cancel each other while requests cancel them all, none deadlocks and none is left', async () => {
  const race = new Race(database);
  const invoke: RaceOperation = { kind: 'invoke', token: 'one' };
  for (let round = 0; round < 3; round++) {
    await Promise.all(Array.from({ length: 40 }, () => race.carryOut(invoke)));
    const steps = race.runIds.map((_, run): RaceOperation => ({ kind: 'cancel step', run, token: 'one' }));
    const requests = Array.from({ length: 5 }, (): RaceOperation => ({ kind: 'cancel', token: 'one' }));
    await Promise.all([...steps, ...requests].map((operation) => race.carryOut(operation)));
    await race.carryOut({ kind: 'cancel', token: 'one' });
  }
  expect(race.violations).toEqual([]);
  expect(await database.query(CANCELED, [race.environmentId])).toHaveLength(race.runIds.length);
});
