import { expect, test } from 'vitest';

import { freePort } from '../../../../platform/free-port.ts';
import { openMetrics } from '../../../../platform/metrics/open-metrics.ts';

const warned = (lines: unknown[] = []) => ({ lines, info: () => {}, warn: (line: unknown) => lines.push(line) });
const read = async () => 'up 1\n';

function open(process: 'api' | 'worker', metricsPort: number, { reading = read, log = warned() } = {}) {
  return openMetrics({ settings: { metricsHost: '127.0.0.1', metricsPort }, process, read: reading, log });
}

test('R-22 metrics: are served at /metrics and nothing else is', async () => {
  const server = await open('api', 0);
  const url = server?.url ?? '';
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  const answer = await fetch(url);
  expect(await answer.text()).toBe('up 1\n');
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  await server?.close();
});

test('R-20 metrics: beside them a process without another listener says whether it does its work', async () => {
  let isReady = async () => true;
  const settings = { metricsHost: '127.0.0.1', metricsPort: 0 };
  const server = await openMetrics({ settings, process: 'api', read, log: warned(), isReady: () => isReady() });
  const health = async (url = server?.url ?? '') => {
    const answer = await fetch(url.replace('/metrics', '/health/ready'));
    return [answer.status, await answer.text()];
  };
  expect(await health()).toEqual([200, '{"status":"ok"}']);
  isReady = async () => false;
  expect(await health()).toEqual([503, '{"status":"unavailable"}']);
  isReady = () => Promise.reject(new Error('a bug'));
  expect(await health()).toEqual([500, '']);
  const other = await open('api', 0);
  expect(await health(other?.url)).toEqual([404, '']);
  await Promise.all([server?.close(), other?.close()]);
});

test('R-22 metrics: those of the worker are one port above those of the API', async () => {
  let port = 0;
  let server: Awaited<ReturnType<typeof open>>;
  // The one above a free port may be in use by somebody else.
  while (!server) {
    port = await freePort();
    server = await open('worker', port);
  }
  expect(server.url).toContain(`:${port + 1}/`);
  await server.close();
});

test('R-22 metrics: a port that is in use costs the metrics and a warning', async () => {
  const first = await open('api', 0);
  const port = Number(new URL(first?.url ?? '').port);
  const log = warned();
  expect(await open('api', port, { log })).toBeUndefined();
  expect(log.lines).toEqual([{ err: expect.any(Error), host: '127.0.0.1', port }]);
  await first?.close();
});

test('R-22 metrics: what cannot be read is a 500 and ends nothing', async () => {
  const server = await open('api', 0, { reading: () => Promise.reject(new Error('away')) });
  expect((await fetch(server?.url ?? '')).status).toBe(500);
  await server?.close();
});
