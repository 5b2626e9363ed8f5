import { afterAll, beforeAll, expect, test } from 'vitest';

import { addBacklogMetrics } from '../../platform/metrics/backlog-metrics.ts';
import { addDatabaseMetrics } from '../../platform/metrics/database-metrics.ts';
import { newRegistry } from '../../platform/metrics/new-registry.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { insertMessage, insertRun } from '../support/rows.ts';

const metrics = newRegistry();
let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi({ metrics });
  addDatabaseMetrics(metrics, api.database);
  addBacklogMetrics(metrics, api.database);
});

afterAll(() => api.close());

/** The value of the metric that is written so. */
async function metricOf(metric: string): Promise<number | undefined> {
  const line = (await metrics.metrics()).split('\n').find((text) => text.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

test('R-22 requests: are measured by route and status, and name no id', async () => {
  await api.ask('PUT', '/profiles/canary', { body: { profile: {} } });
  await api.ask('GET', '/profiles/canary');
  await api.ask('GET', '/profiles/nobody');
  await api.ask('GET', '/no/such/canary');
  const count = (labels: string) => metricOf(`angarium_http_request_duration_seconds_count{${labels}}`);
  expect(await count('method="PUT",route="/profiles/:user_id",status="200"')).toBe(1);
  expect(await count('method="GET",route="/profiles/:user_id",status="200"')).toBe(1);
  expect(await count('method="GET",route="/profiles/:user_id",status="404"')).toBe(1);
  expect(await count('method="GET",route="unknown",status="404"')).toBe(1);
  expect(await metrics.metrics()).not.toContain('canary');
});

test('R-22 backlog: says what waits, and for how long something is due', async () => {
  expect(await metricOf('angarium_waiting{of="runs"}')).toBe(0);
  expect(await metricOf('angarium_reconciler_overdue_seconds{of="runs"}')).toBe(0);
  expect(await metricOf('angarium_reconciler_overdue_seconds{of="batches"}')).toBe(0);
  const run = await insertRun(api.database, { status: 'NOT PROCESSED' });
  await insertRun(api.database, { status: 'WAITING' });
  await api.database.query(`UPDATE run SET check_after = now() - interval '90 seconds' WHERE id = $1`, [run]);
  const message = await insertMessage(api.database);
  await api.database.query('UPDATE message SET check_after = now() WHERE id = $1', [message]);
  await api.database.query(
    `INSERT INTO batch_window (run_id, step_order, environment_id, key, until, latest, most_items, retain, closed_at, check_after)
     VALUES ($1, 0, 'one-test', 'key', now(), now(), 1, '{}', now(), now() - interval '30 seconds')`,
    [run],
  );
  expect(await metricOf('angarium_waiting{of="runs"}')).toBe(1);
  expect(await metricOf('angarium_waiting{of="messages"}')).toBe(1);
  expect(await metricOf('angarium_waiting{of="list_sends"}')).toBe(0);
  expect(await metricOf('angarium_reconciler_overdue_seconds{of="runs"}')).toBeGreaterThanOrEqual(90);
  expect(await metricOf('angarium_reconciler_overdue_seconds{of="batches"}')).toBeGreaterThanOrEqual(30);
});

test('R-22 backlog: the database being away, the rest is told all the same', async () => {
  const registry = newRegistry();
  addBacklogMetrics(registry, { query: () => Promise.reject(new Error('away')) });
  const text = await registry.metrics();
  expect(text).toContain('process_cpu_seconds_total');
  expect(text).not.toContain('angarium_waiting{');
});

test('R-22 pool: says how many connections are used', async () => {
  const [used, client] = [
    await metricOf('angarium_database_connections{state="used"}'),
    await api.database.pool.connect(),
  ];
  expect(await metricOf('angarium_database_connections{state="used"}')).toBe((used ?? 0) + 1);
  client.release();
  expect(await metricOf('angarium_database_connections_max')).toBe(20);
});
