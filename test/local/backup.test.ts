import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

import { eventually } from '../support/eventually.ts';
import { LocalStart, newDataFolder } from '../support/local.ts';

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const folders = { original: newDataFolder(), backup: `${newDataFolder()}/copy`, halfBackup: `${newDataFolder()}/copy` };

interface Answered {
  runId: string;
  run: { status: string };
  steps: { context: { reason?: string } }[];
  results: { status: string }[];
}

let start: LocalStart;
let runId: string;

/** Starts on a folder, and gives what asks the API there. */
async function startOn(folder: string) {
  start = new LocalStart(folder);
  const [, url, key] = /API (\S+) {2}key (\S+) /.exec(await start.line('Angarium is ready')) ?? [];
  return async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await fetch(`${url}${path}`, request)).json() as Promise<Answered>;
  };
}

type Ask = Awaited<ReturnType<typeof startOn>>;

const statusOf = async (ask: Ask) => (await ask(`/automations/runs/${runId}`)).run.status;

async function stop(): Promise<void> {
  start.signal('SIGTERM');
  await start.exited;
}

/** With owners and modes, as PostgreSQL wants them. */
const copy = (from: string, to: string) => execFileSync('cp', ['-a', from, to]);

beforeAll(async () => {
  const ask = await startOn(folders.original);
  const steps = [send, { action: 'delay', duration: '15 seconds' }, send];
  ({ runId } = await ask('/automations/invoke', { automation: { steps } }));
  await eventually(async () => expect(await statusOf(ask)).toBe('WAITING'));
  await stop();
  copy(folders.original, folders.backup);
  copy(folders.original, folders.halfBackup);
  rmSync(join(folders.halfBackup, 'temporal'), { recursive: true });
  rmSync(folders.original, { recursive: true });
});

afterEach(stop);

afterAll(() => {
  for (const copy of [folders.backup, folders.halfBackup]) rmSync(join(copy, '..'), { recursive: true });
});

it('R-01 backup: a copy of the data folder, made while nothing runs, is all of it: a run that slept goes on there', async () => {
  const ask = await startOn(folders.backup);
  await eventually(async () => expect(await statusOf(ask)).toBe('PROCESSED'), 40_000);
  const { results } = await ask('/messages');
  expect(results.map(({ status }) => status)).toEqual(['SENT', 'SENT']);
});

it('F-13 backup: without what Temporal knew, a run that slept ends and says why, and new ones run', async () => {
  const ask = await startOn(folders.halfBackup);
  await eventually(async () => expect(await statusOf(ask)).toBe('ERROR'), 40_000);
  const { steps } = await ask(`/automations/runs/${runId}/steps`);
  expect(steps[1]?.context.reason).toBe('the workflow is gone from Temporal (NOT_FOUND)');
  expect((await ask('/messages')).results).toHaveLength(1);
  ({ runId } = await ask('/automations/invoke', { automation: { steps: [send] } }));
  await eventually(async () => expect(await statusOf(ask)).toBe('PROCESSED'));
});
