import type { Problem } from '../../language/problem.ts';
import { isTooFar } from '../../language/time/duration.ts';
import { nextOpening } from './next-opening.ts';
import { type MessageDelay, readDelay } from './read-delay.ts';
import { type ZoneSources, zoneOf } from './zone-of.ts';

/**
 * When a message that is accepted at `at` goes out, both in ms since the epoch; not after `at` means at once. The problem's path
 * begins at the delay. T-30, T-31
 */
export function wakeOf(delay: MessageDelay, at: number, sources: ZoneSources): number | Problem {
  const reading = readDelay(delay);
  if (reading.kind === 'unreadable') return reading.problem;
  if (reading.kind === 'length') return near('duration', at + reading.ms, at);
  if (reading.kind === 'instant') return near('until', reading.at, at);
  const opening = nextOpening(reading.rules, at, zoneOf(delay.timezone, sources));
  return opening ?? { path: 'until', message: 'is a window that does not open within 90 days' };
}

function near(path: string, wake: number, at: number): number | Problem {
  return isTooFar(wake, at) ? { path, message: 'is more than 10 years away' } : wake;
}
