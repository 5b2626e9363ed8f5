import { execSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { identify } from '../../apps/local/process-identity.ts';
import { LocalStart, newDataFolder } from '../support/local.ts';

interface Recorded {
  name: string;
  pid: number;
}

const parts = ['postgres', 'temporal', 'worker', 'api'];
let folder: string;
let start: LocalStart;
let recorded: Recorded[];

async function begin(): Promise<string> {
  start = new LocalStart(folder);
  const ready = await start.line('Angarium is ready');
  recorded = JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'));
  return ready;
}

function pidOf(name: string): number {
  return recorded.find((one) => one.name === name)?.pid as number;
}

function living(): string[] {
  return recorded.filter(({ pid }) => identify(pid)).map(({ name }) => name);
}

function keyOf(ready: string): string | undefined {
  return / key (\S+) /.exec(ready)?.[1];
}

/** The printed command, as a user would paste it. */
async function paste(beginning: string): Promise<Record<string, unknown>> {
  const command = await start.line(beginning);
  return JSON.parse(execSync(`${command} --silent`, { encoding: 'utf8' }));
}

async function messagesSent(): Promise<unknown[]> {
  const { results } = await paste('curl http');
  return (results as { status: string; runId: string }[])
    .filter(({ status }) => status === 'SENT')
    .map(({ runId }) => runId);
}

beforeAll(() => {
  folder = newDataFolder();
});

afterEach(async () => {
  start.signal('SIGTERM');
  await start.exited;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// One story on one data folder, in this order: every start costs seconds.
describe('R-01 npm start', () => {
  let firstKey: string | undefined;
  let firstRun: unknown;

  it('R-01 start: an empty folder becomes a running Angarium, and the printed commands send and show a message', async () => {
    const ready = await begin();
    expect(ready).toMatch(
      /^Angarium is ready {2}API http:\/\/127\.0\.0\.1:\d+ {2}key pk_test_\w+ {2}Temporal UI http:\/\/127\.0\.0\.1:\d+$/,
    );
    expect(recorded.map(({ name }) => name)).toEqual(parts);
    const ui = /Temporal UI (\S+)/.exec(ready)?.[1] ?? '';
    expect((await fetch(ui)).status).toBe(200);
    firstKey = keyOf(ready);
    firstRun = (await paste('curl -X POST')).runId;
    await vi.waitFor(async () => expect(await messagesSent()).toEqual([firstRun]), { timeout: 20_000, interval: 200 });
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('R-01 start: SIGTERM ends all of it in order within 15 s, and with 0', async () => {
    await begin();
    const began = Date.now();
    start.signal('SIGTERM');
    expect(await start.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(living()).toEqual([]);
    expect(start.text).not.toMatch(/ended unexpectedly/);
  });

  it('R-01 start: after a kill -9 of everything the next one has the same key and messages', async () => {
    await begin();
    for (const pid of [start.pid, ...recorded.map(({ pid }) => pid)]) process.kill(pid, 'SIGKILL');
    await start.exited;
    expect(keyOf(await begin())).toBe(firstKey);
    expect(await messagesSent()).toEqual([firstRun]);
  });

  it('R-01 start: a second one on a folder in use refuses, naming the first, which goes on', async () => {
    await begin();
    const second = new LocalStart(folder);
    expect(await second.exited).toBe(1);
    expect(second.text).toContain(`is in use by the Angarium of process ${start.pid}`);
    expect(living()).toEqual(parts);
    await messagesSent();
  });

  it('R-01 start: the children of a killed parent are stopped by the next start', async () => {
    await begin();
    const orphans = recorded;
    start.signal('SIGKILL');
    await start.exited;
    await begin();
    expect(start.text).toContain('stopped postgres, left over by a start that was killed');
    expect(orphans.filter(({ pid }) => identify(pid))).toEqual([]);
  });

  it('R-01 start: a child that dies is named in one line, and ends the rest with 1', async () => {
    await begin();
    process.kill(pidOf('worker'), 'SIGKILL');
    expect(await start.exited).toBe(1);
    expect(start.lines.filter((line) => line.includes('ended unexpectedly'))).toEqual([
      'worker ended unexpectedly: signal SIGKILL',
    ]);
    expect(living()).toEqual([]);
  });

  it('R-01 start: a port of the API that is in use is named, and nothing is left running', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    start = new LocalStart(folder, { ANGARIUM_PORT: `${port}` });
    expect(await start.exited).toBe(1);
    expect(start.text).toContain(`ANGARIUM_PORT: port ${port} of 127.0.0.1 is in use`);
    taken.close();
  });

  it('R-10 start: the Temporal of TEMPORAL_ADDRESS is used, and none is started', async () => {
    const temporalAddress = inject('temporalAddress');
    start = new LocalStart(folder, { TEMPORAL_ADDRESS: temporalAddress });
    expect(await start.line('Angarium is ready')).toContain(`Temporal UI that of ${temporalAddress}`);
    const names = (JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as Recorded[]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['postgres', 'worker', 'api']);
  });

  it('R-01 start: every wrong setting is told at once, before anything starts', async () => {
    start = new LocalStart(folder, { ANGARIUM_LOG_LEVEL: 'loud', TEMPORAL_TLS: 'perhaps' });
    expect(await start.exited).toBe(1);
    expect(start.lines).toEqual([
      'Angarium could not start.',
      'TEMPORAL_TLS: must be true or false',
      'ANGARIUM_LOG_LEVEL: must be fatal, error, warn, info, debug or trace',
    ]);
  });
});
