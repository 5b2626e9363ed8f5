import { z } from 'zod';

import type { JsonObject } from '../json.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { isDynamic } from '../reference.ts';
import { readWait } from '../timing.ts';
import type { Action } from './action.ts';

/** Waits for a duration or until an instant. A-20 */
export const delay = {
  fields: z.object({ duration: optional(z.string()), until: optional(z.string()) }),
  check,
  ahead: () => ({ templates: [], users: [] }),
  label: ({ until, duration }) =>
    [until, duration].find((wait) => typeof wait === 'string' && !isDynamic(wait)) as string | undefined,
} satisfies Action;

/** Literals are checked now, and only the one that counts. With neither field, the step fails when it is reached (C-25). */
function check({ until, duration }: JsonObject, at: number): Problem[] {
  const written = until ?? duration;
  if (typeof written !== 'string' || isDynamic(written)) return [];
  const wake = readWait({ until: until ?? null, duration: duration ?? null }, at);
  return typeof wake === 'number' ? [] : [wake];
}
