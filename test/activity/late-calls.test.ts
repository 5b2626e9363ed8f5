import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Settlement } from '../../activities/ports/ledger.ts';
import type { StepRecord } from '../../activities/ports/runs.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { newLedgerRun } from '../support/ledger-run.ts';
import { createDatabase } from '../support/postgres.ts';

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
});

afterAll(() => database.close());

/** A run whose first step's second attempt was refused, and that sleeps in its second step. */
async function asleep() {
  const run = await newLedgerRun(database);
  await run.claim();
  await run.world.pass(61_000);
  await run.claim();
  const told: Settlement['message'] = { status: 'UNDELIVERABLE', reason: 'BOUNCED', error: '550 no', history: [] };
  await run.settle(2, { outcome: 'refused', message: told, step });
  const waits: StepRecord = {
    call: { runId: run.runId, order: 1, at: 2 },
    outcome: { kind: 'waits', until: 9 },
    status: 'WAITING',
    runStatus: 'WAITING',
    context: { wakes_at: 'then' },
  };
  expect(await run.world.runs.record(waits)).toEqual({ canceled: [] });
  return { ...run, waits, before: await run.world.rows() };
}

const step: Settlement['step'] = { outcome: { kind: 'processed' }, runStatus: 'PROCESSING' };
const sent: Settlement['message'] = { status: 'SENT', history: [] };

describe('a call that comes late', () => {
  it('J-42 F-13 a settlement of an older attempt wakes no step and moves no run', async () => {
    const { settle, world, before, delivery } = await asleep();
    await settle(1, { outcome: 'sent', message: sent, step });
    const after = (await world.rows()) as Record<string, unknown>;
    expect(after).toMatchObject({ run: 'WAITING', steps: (before as Record<string, unknown>).steps });
    expect(after.messages).toMatchObject([{ status: 'UNDELIVERABLE', reason: 'BOUNCED', error: '550 no' }]);
    expect(await delivery()).toMatchObject({ status: 'sent', attempts: ['sent: answer 1', 'refused: answer 2'] });
  });

  it('J-42 F-13 a claim of a step that is over wakes no step and moves no run', async () => {
    const { claim, world, before } = await asleep();
    expect(await claim()).toEqual({ kind: 'settled', status: 'refused', attempt: 2 });
    expect(await world.rows()).toEqual(before);
  });

  it('J-42 F-13 a step that has its outcome takes no second one', async () => {
    const { runId, waits, world, before } = await asleep();
    expect(
      await world.runs.record({ ...waits, call: { runId, order: 1, at: 3 }, context: { wakes_at: 'never' } }),
    ).toBeUndefined();
    const skipped = { outcome: { kind: 'skipped', reason: 'r' }, status: 'SKIPPED', runStatus: 'PROCESSING' } as const;
    expect(await world.runs.record({ ...waits, ...skipped, call: { runId, order: 0, at: 3 } })).toBeUndefined();
    expect(await world.rows()).toEqual(before);
  });
});
