import type { Problem } from '../../language/problem.ts';
import { parseInstant } from '../../language/time/instant.ts';
import { instantIn, NO_ZONE } from '../../language/time/time-zone.ts';
import { parseWindow, type WindowRule } from './parse-window.ts';

/** How long a message is held back. §5.3 */
export interface MessageDelay {
  /** Milliseconds. */
  duration?: number;
  /** An ISO instant, or a delivery window. It wins over a duration. */
  until?: string;
  timezone?: string;
}

/** What a delay says, before anyone asks when that is. */
export type DelayReading =
  /** `ms` is rounded up to whole minutes. T-30 */
  | { kind: 'length'; ms: number }
  /** Milliseconds since the epoch. */
  | { kind: 'instant'; at: number }
  | { kind: 'window'; rules: WindowRule[] }
  /** The problem's path begins at the delay. */
  | { kind: 'unreadable'; problem: Problem };

const MINUTE = 60_000;

/** Reads a delay. T-30, T-31 */
export function readDelay({ duration, until, timezone }: MessageDelay): DelayReading {
  if (timezone !== undefined && Number.isNaN(instantIn(timezone, 0))) return unreadable('timezone', NO_ZONE);
  if (until === undefined) {
    if (duration === undefined) return unreadable('', 'needs duration or until');
    return { kind: 'length', ms: Math.ceil(duration / MINUTE) * MINUTE };
  }
  const at = parseInstant(until, timezone);
  if (at !== undefined) return { kind: 'instant', at };
  const rules = parseWindow(until);
  if (rules) return { kind: 'window', rules };
  return unreadable('until', 'must be an ISO 8601 time or a window such as "Mo-Fr 09:00-17:00"');
}

function unreadable(path: string, message: string): DelayReading {
  return { kind: 'unreadable', problem: { path, message } };
}
