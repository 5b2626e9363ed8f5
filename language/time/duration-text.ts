import { z } from 'zod';

import { addDuration, type Duration, isTooFar, parseDuration } from './duration.ts';
import { MONTH_STARTS } from './month-starts.ts';

/**
 * A length of time as authors write it: `2 hours` or `PT2H`, at most 10 years from some day on; whether it is from that of its
 * run shows when it is reached. T-01 to T-06, T-40
 */
export const DurationText = z.string().superRefine((text, context) => {
  const duration = parseDuration(text);
  if (!duration) context.addIssue({ code: 'custom', message: 'must be a duration such as "2 hours" or "PT2H"' });
  else if (MONTH_STARTS.every((at) => isTooFar(addDuration(at, duration), at)))
    context.addIssue({ code: 'custom', message: 'is more than 10 years' });
});

/** What a text means that was parsed as one. */
export function durationOf(text: z.output<typeof DurationText>): Duration {
  return parseDuration(text) as Duration;
}

/** How long a duration is in ms from the beginning of 1970; undefined for what is none. */
export function lengthOf(text: unknown): number | undefined {
  const duration = typeof text === 'string' ? parseDuration(text) : undefined;
  return duration && addDuration(0, duration);
}
