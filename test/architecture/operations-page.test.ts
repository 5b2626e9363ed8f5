import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';

import { useRequestMetrics } from '../../apps/api/http/request-metrics.ts';
import { measuredProviders } from '../../apps/worker/metrics/measured-providers.ts';
import { addWorkerMetrics } from '../../apps/worker/metrics/worker-metrics.ts';
import { Database } from '../../platform/database/database.ts';
import { addDatabaseMetrics } from '../../platform/metrics/database-metrics.ts';
import { RunMeter } from '../../platform/metrics/run-meter.ts';

const page = readFileSync('docs/guides/operations.md', 'utf8');
const database = new Database({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' });

async function namesOf(add: (registry: Registry) => void): Promise<string[]> {
  const registry = new Registry();
  add(registry);
  return (await registry.getMetricsAsArray()).map(({ name }) => name);
}

it('R-22 operations page: explains every metric of ours, for the processes that have it, and no other', async () => {
  const ofApi = await namesOf((registry) => {
    useRequestMetrics(Fastify(), registry);
    addDatabaseMetrics(registry, database);
    new RunMeter(registry);
  });
  const ofWorker = await namesOf((registry) => {
    addWorkerMetrics(registry, database);
    measuredProviders({}, registry);
  });
  const owner = (name: string) => (ofWorker.includes(name) ? (ofApi.includes(name) ? 'both' : 'worker') : 'API');
  const rows = [...page.matchAll(/^\| `(angarium_\w+)` \| (\w+) \|/gm)].map(([, name, of]) => `${name} ${of}`);
  expect(rows.sort()).toEqual([...new Set([...ofApi, ...ofWorker])].map((name) => `${name} ${owner(name)}`).sort());
  await database.close();
});
