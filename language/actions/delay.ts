import { z } from 'zod';

import type { JsonObject } from '../json.ts';
import { literal } from '../literal.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { readWait } from '../timing.ts';
import type { Action } from './action.ts';

/** Waits for a duration or until an instant. A-20 */
export const delay = {
  fields: z.object({ duration: optional(z.string()), until: optional(z.string()) }),
  check,
  ahead: () => ({ templates: [], users: [] }),
  label: ({ until, duration }) => literal(until ?? duration),
} satisfies Action;

/** Literals are checked now, and only the one that counts. With neither field, the step fails when it is reached (C-25). */
function check({ until, duration }: JsonObject, at: number): Problem[] {
  if (literal(until ?? duration) === undefined) return [];
  const wake = readWait({ until: until ?? null, duration: duration ?? null }, at);
  return typeof wake === 'number' ? [] : [wake];
}
