import type { JsonObject } from '../../language/json/json.ts';
import { NotStarted } from '../../simulation/requests/not-started.ts';
import { timelineJson } from '../../simulation/timeline/timeline-json.ts';
import { readExpected } from './expected-timeline.ts';
import { oneLine } from './one-line.ts';
import { printable } from './printable.ts';
import { simulateFile } from './simulate-file.ts';
import { timelineDifference } from './timeline-difference.ts';
import { timelineText } from './timeline-text.ts';
import { USAGE } from './usage.ts';
import { type SimulationWishes, wishesOf } from './wishes.ts';
import { WrongUse } from './wrong-use.ts';

/** What a command finds around it: where it writes to, what time it is, and of which release it is. */
export interface Surroundings {
  out(text: string): void;
  error(text: string): void;
  /** In milliseconds since the epoch. */
  now(): number;
  version: string;
}

const OK = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** Carries out a command; answers its exit status. What it writes no terminal obeys, whatever stands in files. */
export async function carryOut(words: string[], { out, error, ...others }: Surroundings): Promise<number> {
  const printing: Surroundings = {
    ...others,
    out: (text) => out(printable(text)),
    error: (text) => error(printable(text)),
  };
  try {
    const wishes = wishesOf(words);
    if (wishes.kind === 'simulate') return await simulate(wishes, printing);
    printing.out(wishes.kind === 'help' ? USAGE : `${printing.version}\n`);
    return OK;
  } catch (refused) {
    if (!(refused instanceof WrongUse || refused instanceof NotStarted)) throw refused;
    const problems = refused instanceof WrongUse ? refused.problems : [refused.message];
    printing.error(problems.map((problem) => `angarium: ${oneLine(problem)}\n`).join(''));
    return refused instanceof WrongUse ? WRONG_USE : FAILED;
  }
}

async function simulate(wishes: SimulationWishes, { out, error, now }: Surroundings): Promise<number> {
  const expected = wishes.expect === undefined ? undefined : await readExpected(wishes.expect);
  const timeline = await simulateFile(wishes, now(), expected?.run.started_at);
  const found = timelineJson(timeline);
  const difference = expected === undefined ? [] : timelineDifference(expected as JsonObject, found);
  if (wishes.json) out(`${JSON.stringify(found, null, 2)}\n`);
  else if (expected === undefined) out(timelineText(timeline));
  else if (difference.length === 0) out(`The timeline matches ${wishes.expect}.\n`);
  if (difference.length > 0) error(`The timeline does not match ${wishes.expect}:\n${difference.join('\n')}\n`);
  // A run that is expected to fail, and does, is as it should be.
  const isWrong = expected === undefined ? timeline.run.status === 'ERROR' : difference.length > 0;
  return isWrong ? FAILED : OK;
}
