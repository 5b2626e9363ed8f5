// npm run proof [-- --minutes N --seed S]
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Pace } from './faults.ts';
import { readOptions } from './options.ts';
import { reportOf } from './report.ts';
import { playRound } from './round.ts';

const pace: Pace = { pauseMs: [2_000, 8_000], forMs: [500, 8_000] };
const PATIENCE_MS = 180_000;
const QUIET_MS = 300_000;
const SHOWN = 50;

const say = (line: string) => process.stdout.write(`${line}\n`);
const { minutes, seed } = readOptions(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'angarium-proof-'));
// As root PostgreSQL runs as another user, who has to pass through.
await chmod(folder, 0o711);

const end = await playRound({
  folder,
  seed,
  durationMs: minutes * 60_000,
  pace,
  patienceMs: PATIENCE_MS,
  quietMs: QUIET_MS,
  say,
});
const isKept = end.violations.length === 0 && end.crashes.length === 0;
say(`\n${reportOf(end)}\n`);
for (const { rule, what } of end.violations.slice(0, SHOWN)) say(`${rule}: ${what}`);
for (const crash of end.crashes) say(`ended by itself: ${crash}`);
say(
  `${isKept ? 'Every promise was kept' : 'A promise was broken'}. The same load and faults again: npm run proof -- --minutes ${minutes} --seed ${seed}`,
);
if (isKept) await rm(folder, { recursive: true, force: true });
else say(`The evidence, and what every process said, is in ${folder}`);
process.exit(isKept ? 0 : 1);
