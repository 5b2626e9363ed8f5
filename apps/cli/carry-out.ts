import type { JsonObject } from '../../language/json/json.ts';
import { NotStarted } from '../../simulation/requests/not-started.ts';
import { timelineJson } from '../../simulation/timeline/timeline-json.ts';
import { ExpectedTimeline } from './expected-timeline.ts';
import { parsed } from './parsed.ts';
import { printable } from './printable.ts';
import { readJson } from './read-json.ts';
import { refusedAs } from './refused-as.ts';
import { simulateFile } from './simulate-file.ts';
import { timelineDifference } from './timeline-difference.ts';
import { timelineText } from './timeline-text.ts';
import { USAGE } from './usage.ts';
import { type SimulationWishes, wishesOf } from './wishes.ts';
import { WrongUse } from './wrong-use.ts';

/** Where a command writes to. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** In milliseconds since the epoch. */
  now(): number;
  version: string;
}

const OK = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** Of a difference: what follows is counted. */
const MOST_LINES = 200;

/** Carries out a command; answers its exit status. What it writes no terminal obeys, whatever stands in files. */
export async function carryOut(words: string[], { out, error, ...others }: Terminal): Promise<number> {
  const terminal: Terminal = {
    ...others,
    out: (text) => out(printable(text)),
    error: (text) => error(printable(text)),
  };
  try {
    const wishes = wishesOf(words);
    if (wishes.kind === 'simulate') return await simulate(wishes, terminal);
    terminal.out(wishes.kind === 'help' ? USAGE : `${terminal.version}\n`);
    return OK;
  } catch (refused) {
    if (!(refused instanceof WrongUse || refused instanceof NotStarted)) throw refused;
    terminal.error(`angarium: ${refused.message}\n`);
    return refused instanceof WrongUse ? WRONG_USE : FAILED;
  }
}

async function simulate(wishes: SimulationWishes, { out, error, now }: Terminal): Promise<number> {
  const expected = wishes.expect === undefined ? undefined : expectedIn(wishes.expect);
  const timeline = await simulateFile(wishes, now(), expected?.run.started_at);
  const found = timelineJson(timeline);
  const difference = expected === undefined ? [] : differenceOf(expected, found);
  if (wishes.json) out(`${JSON.stringify(found, null, 2)}\n`);
  else if (expected === undefined) out(timelineText(timeline));
  else if (difference.length === 0) out(`The timeline is that of ${wishes.expect}.\n`);
  if (difference.length > 0) error(`The timeline is not that of ${wishes.expect}:\n${difference.join('\n')}\n`);
  // A run that is expected to fail, and does, is as it should be.
  const isWrong = expected === undefined ? timeline.run.status === 'ERROR' : difference.length > 0;
  return isWrong ? FAILED : OK;
}

function expectedIn(file: string): ExpectedTimeline {
  return refusedAs(file, () => parsed(ExpectedTimeline, readJson(file)));
}

function differenceOf(expected: ExpectedTimeline, found: JsonObject): string[] {
  const lines = timelineDifference(expected as JsonObject, found);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… ${more} more lines`] : lines;
}
