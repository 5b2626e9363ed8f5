import { z } from 'zod';

import { WrittenRetain } from '../batch/retain.ts';
import { optional } from '../optional.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { DurationText, lengthOf } from '../time/duration-text.ts';
import { withDefault } from '../with-default.ts';
import type { Node } from './node.ts';

/** T-40 */
const LONGEST_DAYS = 60;
const DAY = 24 * 60 * 60 * 1_000;

/** Gathers what several runs of one user bring along, and lets the first of them go on with all of it. N-60 */
export const batch = {
  fields: z
    .object({
      scope: z.literal('user'),
      wait_period: DurationText,
      max_wait_period: DurationText.refine((text) => (lengthOf(text) ?? 0) <= LONGEST_DAYS * DAY, {
        error: `is more than ${LONGEST_DAYS} days`,
      }),
      retain: WrittenRetain,
      max_items: withDefault(z.int().min(1, 'must be at least 1').max(1_000, 'must be at most 1000'), 100),
      category_key: optional(z.string().max(256, 'must be at most 256 characters')),
    })
    .refine(isShorter, {
      path: ['max_wait_period'],
      error: 'must be longer than wait_period',
    }),
  label: ({ wait_period: wait }) => nodeLiteral(wait),
  verbatim: ['scope'],
} satisfies Node;

/** Of what is no duration its own field tells. */
function isShorter({ wait_period: wait, max_wait_period: most }: { wait_period: string; max_wait_period: string }) {
  const [shorter, longer] = [lengthOf(wait), lengthOf(most)];
  return shorter === undefined || longer === undefined || shorter < longer;
}
