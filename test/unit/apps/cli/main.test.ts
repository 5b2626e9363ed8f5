import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'angarium-test-'));
  file = join(folder, 'automation.json');
  // Larger as JSON than a pipe takes at once.
  const steps = Array.from({ length: 200 }, () => ({ action: 'delay', duration: '1 day' }));
  writeFileSync(file, JSON.stringify({ steps }));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The command with an output of the test's, in the place of a terminal. */
async function angarium(output: number | 'pipe', readsOn: boolean) {
  const words = ['--import', '@oxc-node/core/register', 'apps/cli/main.ts', 'simulate', file, '--json'];
  const command = spawn(process.execPath, words, { stdio: ['ignore', output, 'pipe'] });
  const exited = new Promise((resolve) => command.once('exit', resolve));
  if (!readsOn) command.stdout?.destroy();
  const [status, error] = await Promise.all([
    exited,
    text(command.stderr as Readable),
    readsOn && command.stdout?.resume(),
  ]);
  return { status, error };
}

it('DR-34 main: an output that cannot be written is said, and 2', async () => {
  const unwritable = openSync(file, 'r');
  const { status, error } = await angarium(unwritable, true);
  closeSync(unwritable);
  expect([status, error]).toEqual([2, expect.stringMatching(/^angarium: the output cannot be written: .+\n$/)]);
});

it('DR-34 main: whoever has read enough is no mistake', async () => {
  expect(await angarium('pipe', false)).toEqual({ status: 0, error: '' });
  expect(await angarium('pipe', true)).toEqual({ status: 0, error: '' });
});
