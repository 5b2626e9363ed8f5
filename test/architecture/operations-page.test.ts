import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';

import { metricsOfApi, metricsOfWorker } from '../support/all-metrics.ts';

it('R-22 operations page: explains every metric of ours, for the processes that have it, and no other', () => {
  const page = readFileSync('docs/guides/operations.md', 'utf8');
  const rows = [...page.matchAll(/^\| `(angarium_\w+)` \| (\w+) \|/gm)].map(([, name = '', of = '']) => [name, of]);
  const [ofApi, ofWorker] = [metricsOfApi(new Registry()), metricsOfWorker(new Registry())];
  const owner = (name: string) => (ofApi.has(name) && ofWorker.has(name) ? 'both' : ofApi.has(name) ? 'API' : 'worker');
  const all = [...new Set([...ofApi, ...ofWorker])];
  expect(rows.sort()).toEqual(all.map((name) => [name, owner(name)]).sort());
});
