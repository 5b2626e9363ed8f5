import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { startChild } from '../../../platform/child-process.ts';
import { newFolder, writeProgram } from '../../support/programs.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

it('R-01 child: tells its lines, its id at once, and how it ended', async () => {
  const lines: string[] = [];
  const ids: number[] = [];
  const args = ['-c', 'echo out; echo err >&2; exit 7'];
  const onLine = (line: string) => lines.push(line);
  const child = await startChild({ command: '/bin/sh', args, onLine, onStarted: (pid) => ids.push(pid) });
  expect(await child.exited).toBe('exit code 7');
  expect(lines.sort()).toEqual(['err', 'out']);
  expect(ids).toEqual([child.pid]);
});

it('R-01 child: one that does not stop in time is killed, with what it started', async () => {
  const command = writeProgram(join(folder, 'stubborn'), "trap '' TERM", 'echo ready', '/bin/sleep 600 & wait; wait');
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const child = await startChild({ command, args: [], onLine: () => isReady() });
  await ready;
  await child.stop('SIGTERM', 50);
  expect(await child.exited).toBe('signal SIGKILL');
});

it('R-01 child: a program that cannot be started is an error', async () => {
  await expect(startChild({ command: join(folder, 'absent'), args: [] })).rejects.toThrow(/ENOENT/);
});

it('R-01 child: has a process group of its own, which a Ctrl-C of the terminal does not reach', async () => {
  const child = await startChild({ command: '/bin/sleep', args: ['600'] });
  expect(process.kill(-child.pid, 0)).toBe(true);
  await child.stop('SIGTERM', 1_000);
});
