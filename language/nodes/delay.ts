import { z } from 'zod';

import type { JsonObject } from '../json/json.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { DurationText } from '../time/duration-text.ts';
import { readWait } from '../time/timing.ts';
import type { CheckCircumstances, Node } from './node.ts';

/** Stands for an `until` that is not known yet, since the zone beside it may be. */
const SOME_DAY = '1970-01-01';

/** Waits for a duration, or until an instant; `timezone` is that of an `until` which names none. N-30a, N-30b */
export const delay = {
  fields: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('duration'), duration: DurationText }),
    z.object({ mode: z.literal('until'), until: z.string(), timezone: optional(z.string()) }),
  ]),
  check,
  verbatim: ['mode'],
  label: ({ mode, duration, until }) => nodeLiteral(mode === 'until' ? until : duration),
} satisfies Node;

function check({ mode, until, timezone }: JsonObject, { at }: CheckCircumstances): Problem[] {
  if (mode !== 'until') return [];
  const wake = readWait({ until: nodeLiteral(until) ?? SOME_DAY, timezone: nodeLiteral(timezone) }, at);
  return typeof wake === 'number' ? [] : [wake];
}
