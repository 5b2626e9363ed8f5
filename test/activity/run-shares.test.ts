import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { RunBacklog } from '../../platform/database/runs/run-backlog.ts';
import { RunShares } from '../../platform/database/runs/run-shares.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(() => api.database.query('TRUNCATE run CASCADE'));

const waiting = (environment: string, count: number, status = 'NOT PROCESSED') =>
  api.database.query(
    `INSERT INTO run (id, environment_id, kind, source, mock, context, plan, status, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'automation', '{}', false, '{}', '{}', $3, now(), now() FROM generate_series(1, $2::int) AS n`,
    [environment, count, status],
  );

it('E-14 row 18 below 50,000 runs that wait nobody has too many', async () => {
  await waiting('one-test', 49_999);
  const backlog = new RunBacklog(api.database);
  const shares = new RunShares(api.database, backlog);
  for (let asked = 0; asked < 3; asked++) expect(await shares.full()).toEqual([]);
});

it('E-14 row 18 above, those have who hold an equal share of 50,000 or more, and those of other statuses do not count', async () => {
  await waiting('one-test', 20_000);
  await waiting('one-production', 29_990);
  await waiting('two-test', 10);
  await waiting('two-test', 20_000, 'PROCESSED');
  const shares = new RunShares(api.database, new RunBacklog(api.database));
  await eventually(async () => expect([...(await shares.full())].sort()).toEqual(['one-production', 'one-test']));
  await api.database.query(`DELETE FROM run WHERE environment_id = 'one-test'`);
  const alone = new RunShares(api.database, { isFull: true });
  expect(await alone.full()).toEqual(['one-production']);
});

it('E-14 row 18 whoever is alone may have all of them wait', async () => {
  await waiting('one-test', 49_999);
  const alone = () => new RunShares(api.database, { isFull: true }).full();
  expect(await alone()).toEqual([]);
  await waiting('one-test', 1);
  expect(await alone()).toEqual(['one-test']);
});
