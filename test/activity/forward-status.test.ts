import { afterAll, beforeAll, expect, it } from 'vitest';

import { MESSAGE_STATUSES } from '../../language/message-status.ts';
import { Database } from '../../platform/database/database.ts';
import { forwardStatus } from '../../platform/memory/forward-status.ts';
import { createDatabase } from '../support/postgres.ts';

const OPEN = ['NOT PROCESSED', 'PROCESSING', 'WAITING', 'COMPUTING'];
const ENDED = ['PROCESSED', 'CANCELED', 'ERROR', 'THROTTLED', 'SKIPPED'];
const ON_ITS_WAY = ['ENQUEUED', 'ROUTED', 'SENT', 'DELIVERED', 'OPENED', 'CLICKED'];

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
});

afterAll(() => database.close());

it('row 21 J-42 SQL and memory move every status alike, and never backwards', async () => {
  const statuses = [...OPEN, ...ENDED, ...ON_ITS_WAY, ...Object.values(MESSAGE_STATUSES), 'SOMETHING NEW'];
  const rows = await database.query<{ current: string | null; next: string; moved: string }>(
    `SELECT current, next, forward_status(current, next) AS moved
     FROM unnest($1::text[] || NULL::text) AS current, unnest($1::text[]) AS next`,
    [statuses],
  );
  expect(rows).toHaveLength((statuses.length + 1) * statuses.length);
  for (const { current, next, moved } of rows) {
    const told = `${current} to ${next}`;
    expect(moved, told).toBe(forwardStatus(current ?? undefined, next));
    if (ENDED.includes(current ?? '')) expect(moved, told).toBe(current);
    if (OPEN.includes(current ?? '') && ENDED.includes(next)) expect(moved, told).toBe(next);
    expect(ON_ITS_WAY.indexOf(moved) < ON_ITS_WAY.indexOf(current ?? '') && ON_ITS_WAY.includes(moved), told).toBe(
      false,
    );
  }
});
