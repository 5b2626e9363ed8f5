import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

import { HOSTILE } from './hostile-bodies.ts';
import type { Told } from './hostile-simulations.ts';

const HEAP = '--max-old-space-size=192';
const PROGRAM = ['--import', '@oxc-node/core/register', 'test/faults/hostile-simulations.ts'];
/** Of the processor, for two at once that are allowed a second each: a step is not interrupted. */
const MOST_MS = 10_000;

it('DR-06 hostile simulations: none takes the memory or the processor of its process', {
  timeout: 400_000,
}, async () => {
  const program = spawn(process.execPath, [HEAP, ...PROGRAM], { stdio: ['ignore', 'pipe', 'pipe'] });
  // What is measured is its own time: tests beside it judge how soon they are answered.
  setPriority(program.pid ?? 0, constants.priority.PRIORITY_LOW);
  const exited = new Promise((resolve) => program.once('exit', resolve));
  const [written, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  expect([await exited, complaints]).toEqual([0, '']);
  const told = written
    .trim()
    .split('\n')
    .map((line): Told => JSON.parse(line));
  expect(told.map(({ name }) => name)).toEqual(Object.keys(HOSTILE));
  for (const { name, answers, tookMs } of told) {
    expect(answers, name).toEqual([expect.stringMatching(/^[24]00 /), expect.stringMatching(/^[24]00 /)]);
    expect(tookMs, name).toBeLessThan(MOST_MS);
  }
});
