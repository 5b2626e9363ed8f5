// npm run proof [-- --minutes N --seed S]
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Pace } from './faults.ts';
import { type ProofOptions, readOptions } from './options.ts';
import { reportOf } from './report.ts';
import { playRound } from './round.ts';

const pace: Pace = { pauseMs: [2_000, 8_000], forMs: [500, 8_000] };
/** A request that died with its process holds its key for a minute, and may die again. */
const PATIENCE_MS = 180_000;
/** Longer than a message ever waits for its next try. */
const QUIET_MS = 16 * 60_000;
/** Of the violations, on the screen: they tend to come in swarms. */
const SHOWN = 50;

const say = (line: string) => process.stdout.write(`${line}\n`);
// An exit takes the children along; the signal alone would leave them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

run().then(
  (isKept) => process.exit(isKept ? 0 : 1),
  (error: Error) => {
    process.stderr.write(`The proof broke off: ${error.message}\n`);
    process.exit(2);
  },
);

/** True when every promise was kept. */
async function run(): Promise<boolean> {
  const { minutes, seed } = readOptions(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'angarium-proof-'));
  // As root PostgreSQL runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  say(`What every process says, and the evidence, goes to ${folder}`);
  const durationMs = minutes * 60_000;
  const end = await playRound({ folder, seed, durationMs, pace, patienceMs: PATIENCE_MS, quietMs: QUIET_MS, say });
  const isKept = end.violations.length === 0 && end.crashes.length === 0;
  say(`\n${reportOf(end)}\n`);
  for (const { rule, what } of end.violations.slice(0, SHOWN)) say(`${rule}: ${what}`);
  for (const crash of end.crashes) say(`ended by itself: ${crash}`);
  if (isKept) await rm(folder, { recursive: true, force: true });
  say(`${isKept ? 'Every promise was kept' : 'A promise was broken'}. ${againOf({ minutes, seed })}`);
  return isKept;
}

function againOf({ minutes, seed }: ProofOptions): string {
  return `The same load and the same faults again: npm run proof -- --minutes ${minutes} --seed ${seed}`;
}
