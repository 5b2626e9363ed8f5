import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';

import { inspect, invoke, untilEnded } from '../support/ask.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { ownNamespace } from '../support/namespace.ts';
import { newFolder } from '../support/programs.ts';
import { startWebServer } from '../support/web-server.ts';
import { MortalWorker } from './mortal-worker.ts';

it('A-26 F-13 kill -9 between the answer and its record: it is asked again, with the same key, and counts once', {
  timeout: 170_000,
}, async () => {
  const folder = newFolder();
  const temporal = await ownNamespace(inject('temporalAddress'));
  const api = await startEngineApi(temporal);
  const web = await startWebServer((_, response) => response.end(`{"asked":${web.requests.length}}`));
  const worker = new MortalWorker({
    databaseUrl: api.databaseUrl,
    temporalAddress: inject('temporalAddress'),
    namespace: temporal.namespace,
    bundle: inject('workflowBundle'),
    leaseMs: 3_000,
    point: 'after the answer',
    deliveries: 1,
    marker: join(folder, 'marker'),
  });
  const working = worker.run();
  try {
    const ask = { action: 'fetch-data', webhook: { url: web.url, method: 'POST' } };
    const later = { action: 'delay', duration: '0 days', if: 'data.asked === 2' };
    const runId = await invoke(api, { automation: { steps: [ask, later] } });
    await Promise.race([untilEnded(api, runId), working]);
    const { run, steps } = await inspect(api, runId);
    expect(run.status).toBe('PROCESSED');
    expect(steps.map(({ status }: { status: string }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
    expect(worker.kills).toBe(1);
    expect(web.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([`${runId}-0`, `${runId}-0`]);
  } finally {
    await worker.close();
    await web.close();
    await api.close();
    await temporal.close();
    rmSync(folder, { recursive: true });
  }
});
