import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Settlement } from '../../activities/ports/ledger.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { messageOf } from '../support/carry-out.ts';
import { claimsOf, newLedgerRun } from '../support/ledger-run.ts';
import { createDatabase } from '../support/postgres.ts';

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase(), poolSize: 40 });
  await ensureWorkspace(database.pool, { outbox: false });
});

afterAll(() => database.close());

describe('claims at once', () => {
  it('F-13 of 20 claims of one delivery exactly one is given, new and after its lease', async () => {
    const { world, claim } = await newLedgerRun(database);
    for (const attempt of [1, 2, 3]) {
      const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
      expect(claims.filter(({ kind }) => kind === 'claimed')).toEqual([{ kind: 'claimed', attempt }]);
      expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(19);
      await world.pass(61_000);
    }
  });

  it('J-65 no claim commits after a cancel has returned', async () => {
    const kinds = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const { runId, world, claim } = await newLedgerRun(database);
      const claims = Array.from({ length: 12 }, (_, order) => claim({ message: messageOf({ runId, order }) }));
      await claims[round % 12];
      await world.cancel();
      const atCancel = await claimsOf(database, runId);
      const given = (await Promise.all(claims)).filter(({ kind }) => kind === 'claimed').length;
      for (const { kind } of await Promise.all(claims)) kinds.add(kind);
      expect(given).toBe(atCancel);
      expect(await claimsOf(database, runId)).toBe(atCancel);
      expect(await claim()).toEqual({ kind: 'closed' });
    }
    expect([...kinds].sort()).toEqual(['claimed', 'closed']);
  });

  it('J-65 a cancel waits for the claim that was there first', async () => {
    const { world, claim, hold } = await expired();
    const release = await hold();
    const claimed = claim();
    await untilWaiting(1);
    const canceled = world.cancel();
    await untilWaiting(2);
    await release();
    await canceled;
    expect(await claimed).toEqual({ kind: 'claimed', attempt: 2 });
    expect(await claim()).toEqual({ kind: 'closed' });
  });

  it('F-13 who is late for an expired lease is told to come back, not that its outcome is unknown', async () => {
    const { claim, hold } = await expired();
    const release = await hold();
    const first = claim();
    await untilWaiting(1);
    const late = claim();
    await untilWaiting(2);
    await release();
    expect(await first).toEqual({ kind: 'claimed', attempt: 2 });
    expect(await late).toEqual({ kind: 'busy', retryInMs: 0 });
  });

  /** A delivery whose lease is over, and what keeps others from its row until it is called. */
  async function expired() {
    const run = await newLedgerRun(database);
    await run.claim();
    await run.world.pass(61_000);
    const hold = async () => {
      const blocker = await database.pool.connect();
      await blocker.query('BEGIN');
      await blocker.query('UPDATE delivery SET updated_at = now() WHERE message_id = $1', [run.message.id]);
      return async () => {
        await blocker.query('COMMIT');
        blocker.release();
      };
    };
    return { ...run, hold };
  }
});

describe('settling', () => {
  type Verdict = Pick<Settlement, 'outcome' | 'message' | 'retryInMs'>;
  const sent: Verdict = { outcome: 'sent', message: { status: 'SENT', history: [] } };
  const refused: Verdict = { outcome: 'refused', message: { status: 'UNDELIVERABLE', history: [] } };
  const deferred: Verdict = { outcome: 'deferred', retryInMs: 0 };
  const unknown: Verdict = { outcome: 'unknown' };

  /** A delivery whose first worker was lost and whose second is under way. */
  async function takenOver() {
    const run = await newLedgerRun(database);
    await run.claim();
    await run.world.pass(61_000);
    expect(await run.claim()).toEqual({ kind: 'claimed', attempt: 2 });
    return run;
  }

  const lost = 'unknown: the worker was lost during the call';

  it('F-13 only the attempt that claimed says that a delivery was refused, deferred or unknown', async () => {
    for (const verdict of [refused, deferred, unknown]) {
      const { settle, delivery } = await takenOver();
      await settle(1, verdict);
      expect(await delivery()).toMatchObject({ status: 'claimed' });
      await settle(2, verdict);
      expect(await delivery()).toMatchObject({ status: verdict.outcome });
    }
  });

  it('F-13 an attempt that was given up for lost may still say that it sent', async () => {
    const { settle, delivery } = await takenOver();
    expect(await delivery()).toEqual({ status: 'claimed', attempts: [lost, 'open: '] });
    await settle(1, sent);
    expect(await delivery()).toEqual({ status: 'sent', attempts: ['sent: answer 1', 'open: '] });
    await settle(2, refused);
    expect(await delivery()).toEqual({ status: 'sent', attempts: ['sent: answer 1', 'refused: answer 2'] });
  });

  it('F-13 what an attempt was answered is never overwritten', async () => {
    const { claim, settle, delivery, world } = await newLedgerRun(database);
    await claim();
    await settle(1, sent);
    await settle(1, { ...sent, answer: 'again' });
    await settle(1, { ...unknown, answer: 'again' });
    expect(await delivery()).toEqual({ status: 'sent', attempts: ['sent: answer 1'] });
    await world.pass(61_000);
    expect(await claim()).toEqual({ kind: 'settled', status: 'sent', attempt: 1 });
  });
});

/** Polls until so many statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await database.query(waiting)).length, { timeout: 10_000 }).toBe(count);
}
