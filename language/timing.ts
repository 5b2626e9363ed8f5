import { addDuration, isTooFar, parseDuration } from './duration.ts';
import { parseInstant } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { Problem } from './problem.ts';

/**
 * When a delay that begins at `at` ends, both in ms since the epoch; not after `at` means at once (T-05, T-12).
 * `problem` is why there is no such instant: it names the field and the rule, never the value. A-20
 */
export function wakeTime(fields: JsonObject, at: number): number | { problem: string } {
  const wake = readWait(fields, at);
  if (typeof wake === 'number') return wake;
  return { problem: wake.path ? `${wake.path}: ${wake.message}` : wake.message };
}

/** As `wakeTime`, with the problem's field apart. `until` wins, and `duration` is then not even parsed. A-20 */
export function readWait({ until, duration }: JsonObject, at: number): number | Problem {
  if (typeof until === 'string') return near('until', parseInstant(until), 'must be an ISO 8601 date or time', at);
  if (typeof duration !== 'string') return { path: '', message: 'delay needs duration or until' };
  const length = parseDuration(duration);
  return near('duration', length && addDuration(at, length), 'must be a duration such as "2 hours" or "PT2H"', at);
}

function near(path: string, wake: number | undefined, grammar: string, at: number): number | Problem {
  if (wake === undefined) return { path, message: grammar };
  return isTooFar(wake, at) ? { path, message: 'is more than 10 years away' } : wake;
}
