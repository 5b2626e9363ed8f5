import { z } from 'zod';

import { DataPath } from '../batch/data-path.ts';
import { WrittenRetain } from '../batch/retain.ts';
import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { isNodeReference } from '../reference/node-reference.ts';
import { parseDuration } from '../time/duration.ts';
import { DurationText, lengthOf } from '../time/duration-text.ts';
import { longestOf } from '../time/longest-of.ts';
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
      max_wait_period: DurationText.refine(isShortEnough, {
        error: `is more than ${LONGEST_DAYS} days`,
      }),
      retain: WrittenRetain,
      max_items: withDefault(z.int().min(1, 'must be at least 1').max(1_000, 'must be at most 1000'), 100),
      category_key: optional(DataPath),
    })
    .refine(isShorter, {
      path: ['max_wait_period'],
      error: 'must be longer than wait_period',
    }),
  check,
  label: ({ wait_period: wait }) => nodeLiteral(wait),
  verbatim: ['scope'],
} satisfies Node;

/** A value of data where a path into them is meant would gather everything together. N-64 */
function check({ retain, category_key: category }: JsonObject): Problem[] {
  const paths = { 'retain.sort_key': memberOf(retain, 'sort_key'), category_key: category };
  return Object.entries(paths).flatMap(([path, written]) =>
    written !== undefined && isNodeReference(written)
      ? [{ path, message: 'must be a path such as data.order.total, not a reference' }]
      : [],
  );
}

/** Of what is no duration its own field tells. */
function isShortEnough(text: string): boolean {
  const duration = parseDuration(text);
  return duration === undefined || longestOf(duration) <= LONGEST_DAYS * DAY;
}

/** Likewise. */
function isShorter({ wait_period: wait, max_wait_period: most }: { wait_period: string; max_wait_period: string }) {
  const [shorter, longer] = [lengthOf(wait), lengthOf(most)];
  return shorter === undefined || longer === undefined || shorter < longer;
}
