import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { readText } from '../../../../apps/cli/read-text.ts';
import { shellOutput } from '../../../support/shell-output.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'angarium-test-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each<[number, string | undefined]>([
  [200_000, 'ø'.repeat(100_000)],
  [199_999, undefined],
])('DR-34 read text: of %i bytes at most', (most, expected) => {
  const file = join(folder, 'file');
  writeFileSync(file, 'ø'.repeat(100_000));
  expect(readText(file, most)).toBe(expected);
});

it('DR-34 read text: a pipe is read to its end', async () => {
  const pipe = join(folder, 'pipe');
  expect(await shellOutput(`mkfifo '${pipe}'`, folder)).toBe('');
  const writer = spawn('sh', ['-c', `echo '{"steps":' > '${pipe}'`]);
  const exited = new Promise((resolve) => writer.once('exit', resolve));
  expect(readText(pipe, 100)).toBe('{"steps":\n');
  expect(await exited).toBe(0);
});

it('DR-34 read text: a device without an end is too large', () => {
  expect(readText('/dev/zero', 1_000_000)).toBeUndefined();
});

it('DR-34 read text: what cannot be read throws', () => {
  expect(() => readText(folder, 10)).toThrow(/EISDIR/);
  expect(() => readText(join(folder, 'nothing'), 10)).toThrow(/ENOENT/);
});
