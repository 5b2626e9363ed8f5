import type { Json } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { addDuration, isTooFar, parseDuration } from './duration.ts';
import { parseInstant } from './instant.ts';
import { NO_ZONE } from './time-zone.ts';

/** The fields of a delay; whatever is no text counts as absent. */
export interface Wait {
  duration?: Json;
  until?: Json;
  timezone?: Json;
}

/**
 * When a delay that begins at `at` ends, both in ms since the epoch; not after `at` means at once (T-05, T-12).
 * `problem` is why there is no such instant: it names the field and the rule, never the value. A-20
 */
export function wakeTime(fields: Wait, at: number): number | { problem: string } {
  const wake = readWait(fields, at);
  if (typeof wake === 'number') return wake;
  return { problem: wake.path ? `${wake.path}: ${wake.message}` : wake.message };
}

/** As `wakeTime`, with the problem's field apart. `until` wins, and `duration` is then not even parsed. A-20 */
export function readWait({ until, duration, timezone }: Wait, at: number): number | Problem {
  if (typeof until === 'string') return readUntil(until, timezone, at);
  if (typeof duration !== 'string') return { path: '', message: 'delay needs duration or until' };
  const length = parseDuration(duration);
  return near('duration', length && addDuration(at, length), 'must be a duration such as "2 hours" or "PT2H"', at);
}

/** The zone beside an `until` counts where that names none. T-10 */
function readUntil(until: string, timezone: Json | undefined, at: number): number | Problem {
  const wake = typeof timezone === 'string' ? parseInstant(until, timezone) : parseInstant(until);
  if (Number.isNaN(wake)) return { path: 'timezone', message: NO_ZONE };
  return near('until', wake, 'must be an ISO 8601 date or time', at);
}

function near(path: string, wake: number | undefined, grammar: string, at: number): number | Problem {
  if (wake === undefined) return { path, message: grammar };
  return isTooFar(wake, at) ? { path, message: 'is more than 10 years away' } : wake;
}
