import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';

import type { Fault } from '../proof/faults.ts';
import { playRound } from '../proof/round.ts';
import { newDataFolder } from '../support/local.ts';

const SEED = 17;
const DURATION_MS = 30_000;

/** Each a few times, sometimes both at once, while mails take up to two seconds. */
const restarts: Fault[] = (
  [
    [2_000, 'API'],
    [5_000, 'worker'],
    [9_000, 'API'],
    [12_000, 'worker'],
    [18_000, 'API'],
    [18_000, 'worker'],
    [25_000, 'API'],
  ] as const
).map(([atMs, piece]) => ({ atMs, forMs: 0, kind: 'replace', piece }));

const folder = newDataFolder();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('row 17 F-13 rolling restarts under load: nothing is lost, doubled or left in doubt, every question is answered, every process stops in order', {
  timeout: 300_000,
}, async () => {
  const said: string[] = [];
  const { violations, figures, crashes } = await playRound({
    folder,
    seed: SEED,
    durationMs: DURATION_MS,
    pace: { pauseMs: [0, 0], forMs: [0, 0] },
    faults: restarts,
    patienceMs: 20_000,
    quietMs: 90_000,
    say: (line) => void said.push(line),
  });
  expect({ violations, crashes, said }).toEqual({ violations: [], crashes: [], said });
  expect(figures).toMatchObject({
    'questions without an answer': 0,
    'requests never answered': 0,
    'attempts unknown': 0,
    'mails repeated': 0,
    'doubles listed as unknown': 0,
  });
  expect(figures.runs).toBeGreaterThan(30);
  expect(figures['mails accepted']).toBeGreaterThan(100);
});
