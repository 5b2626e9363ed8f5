import { z } from 'zod';

import { optional } from '../optional.ts';
import type { Node } from './node.ts';

const MOST_PATHS = 100;

const Nodes = z.array(z.unknown());
const label = optional(z.string().max(256));

/** Goes on along the first path whose conditions hold, or else along the default; all of them meet again after it. §3.4 */
export const branch = {
  fields: z.object({
    paths: z
      .array(z.object({ conditions: z.unknown().optional(), nodes: Nodes, label }))
      .min(1, 'needs at least one path')
      .max(MOST_PATHS, `holds more than ${MOST_PATHS} paths`),
    default: z.object({ nodes: Nodes, label }),
  }),
  label: () => undefined,
  // What its nodes say is theirs.
  verbatim: ['paths', 'default'],
} satisfies Node;
