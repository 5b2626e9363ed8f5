import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  ['mixed', '2 passed, 1 failed, 1 skipped', 1],
  ['good', '1 passed, 0 failed, 0 skipped', 0],
  ['broken', '0 passed, 1 failed, 0 skipped', 1],
])('R-03 summary: after the %s file the last line is "%s"', (file, line, code) => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--root', 'test/fixtures/summary', `${file}.sample.ts`];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(line);
  expect(status).toBe(code);
});
