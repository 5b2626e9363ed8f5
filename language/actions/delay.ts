import { z } from 'zod';

import type { JsonObject } from '../json/json.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { literal } from '../reference/literal.ts';
import { isDynamic } from '../reference/reference.ts';
import { readWait, type Wait } from '../time/timing.ts';
import type { Action } from './action.ts';

/** Waits for a duration or until an instant; `timezone` is that of an `until` which names none. A-20, T-10 */
export const delay = {
  fields: z.object({ duration: optional(z.string()), until: optional(z.string()), timezone: optional(z.string()) }),
  check,
  label: ({ until, duration }) => literal(until ?? duration),
} satisfies Action;

/** Stands for an `until` that is not known yet, since the zone beside it may be. */
const SOME_DAY = '1970-01-01';

/** Literals are checked now, and only those that count. With neither field, the step fails when it is reached (C-25). */
function check({ until, duration, timezone }: JsonObject, at: number): Problem[] {
  const zone = literal(timezone);
  if (isDynamic(until)) return problemsOf({ until: SOME_DAY, timezone: zone }, at);
  if (literal(until ?? duration) === undefined) return [];
  return problemsOf({ until, duration, timezone: zone }, at);
}

function problemsOf(fields: Wait, at: number): Problem[] {
  const wake = readWait(fields, at);
  return typeof wake === 'number' ? [] : [wake];
}
