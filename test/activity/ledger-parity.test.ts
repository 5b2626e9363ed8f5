import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { newRunId } from '../../platform/ids.ts';
import { carryOut } from '../support/carry-out.ts';
import { ledgerOperations } from '../support/ledger-operations.ts';
import { databaseWorld, type LedgerWorld, memoryWorld } from '../support/ledger-worlds.ts';
import { createDatabase } from '../support/postgres.ts';

const SEQUENCES = 150;
const SEED = 20261121;

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
});

afterAll(() => database.close());

/** What anyone can see of a run: its rows, and each step's snapshot without what is only configured. */
async function visible({ runs, rows }: LedgerWorld, runId: string) {
  const snapshots = await Promise.all(
    [0, 1, 2].map(async (order) => {
      const { providers: _, ...snapshot } = (await runs.load({ runId, order, at: 0 })) ?? {};
      return snapshot;
    }),
  );
  return plain({ ...((await rows()) as object), snapshots });
}

/** Without what JSON or SQL leave open: null or absent, an empty list or none, the moments that passed meanwhile. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (key, found) => {
    if (key === 'retryInMs') return Math.round(found / 60_000);
    if (key === 'since' || key === 'retryAt') return undefined;
    const isEmpty = found === null || (Array.isArray(found) && found.length === 0);
    return isEmpty ? undefined : found;
  });
  return text && JSON.parse(text);
}

it(`J-42 any ${SEQUENCES} sequences of claims, settlements, records and ends look alike in PostgreSQL and in memory`, {
  timeout: 120_000,
}, async () => {
  const seen = new Set<string>();
  const alike = fc.asyncProperty(ledgerOperations, async (operations) => {
    const runId = newRunId(new Date());
    const now = Date.now();
    const worlds = [await databaseWorld(database, runId), memoryWorld(runId, now)] as const;
    for (const [at, operation] of operations.entries()) {
      const [stored, remembered] = await Promise.all(
        worlds.map((world) => carryOut(world, runId, operation, now + at)),
      );
      const told = JSON.stringify(operations.slice(0, at + 1));
      expect(plain(remembered), told).toEqual(plain(stored));
      expect(await visible(worlds[1], runId), told).toEqual(await visible(worlds[0], runId));
      if (operation.kind.startsWith('claim')) seen.add((stored as { kind: string }).kind);
    }
  });
  await fc.assert(alike, { seed: SEED, numRuns: SEQUENCES });
  expect([...seen].sort()).toEqual(['busy', 'canceled', 'claimed', 'closed', 'settled']);
});
