import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';

import type { Pace } from '../proof/faults.ts';
import { pieceNames } from '../proof/product.ts';
import { playRound } from '../proof/round.ts';
import { newDataFolder } from '../support/local.ts';

/** One whose faults kill every process, cut and slow connections and refuse mail within the time of this round. */
const SEED = 1345;
/** What was tried for as long as this round waits for its next try for as long again. */
const QUIET_MS = 150_000;
/** What no round is to be without. */
const COVERED = [
  'requests answered again',
  'runs canceled',
  'runs begun by steps',
  'messages delayed',
  'messages canceled',
  'messages resent',
  'attempts deferred',
];
const pace: Pace = { pauseMs: [900, 2_000], forMs: [500, 4_000] };

const folder = newDataFolder();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('F-13 J-65 proof: a short round loses, doubles and breaks nothing', { timeout: 400_000 }, async () => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  // A request that died with its process holds its key for a minute: not every client here is that patient.
  const { violations, figures, kills, crashes, faults } = await playRound({
    folder,
    seed: SEED,
    durationMs: 25_000,
    pace,
    patienceMs: 20_000,
    quietMs: QUIET_MS,
    say,
  });
  expect({ violations, crashes, said }).toEqual({ violations: [], crashes: [], said });
  expect(pieceNames.filter((name) => !kills[name])).toEqual([]);
  expect([...new Set(faults.map(({ kind }) => kind))].sort()).toEqual([
    'cut',
    'kill',
    'refuse mail',
    'silence',
    'slow',
  ]);
  expect(figures.runs).toBeGreaterThan(30);
  expect(figures['mails accepted']).toBeGreaterThan(60);
  for (const figure of COVERED) expect({ [figure]: figures[figure] }).not.toEqual({ [figure]: 0 });
});
