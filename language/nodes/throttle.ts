import { z } from 'zod';
import type { JsonObject } from '../json/json.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { DurationText, lengthOf } from '../time/duration-text.ts';
import type { Node } from './node.ts';

/** What the database counts to. */
const MOST = 2_147_483_647;

const limit = {
  max_allowed: z.int('must be a whole number').min(1, 'must be at least 1').max(MOST, `must be at most ${MOST}`),
  period: DurationText.refine((text) => lengthOf(text) !== 0, 'must be longer than nothing'),
};

/** Lets so many runs pass in a period, of each user, of all, or of all that share a key; ends the others. N-40 */
export const throttle = {
  fields: z.discriminatedUnion('scope', [
    z.object({ scope: z.enum(['user', 'global']), ...limit }),
    z.object({
      scope: z.literal('dynamic'),
      ...limit,
      throttle_key: z.string().min(1, 'must not be empty').max(1_000),
    }),
  ]),
  label: labelOf,
  verbatim: ['scope'],
} satisfies Node;

function labelOf({ scope, max_allowed: most, period }: JsonObject): string {
  const length = nodeLiteral(period);
  return typeof most === 'number' && length ? `${scope}: ${most} in ${length}` : String(scope);
}
