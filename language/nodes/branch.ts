import { z } from 'zod';

import { parseConditions } from '../conditions/parse-conditions.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { within } from '../within.ts';
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
  planned,
  conditions: 'none',
  // What its nodes say is theirs.
  verbatim: ['paths', 'default'],
} satisfies Node;

/** What is known of the paths when one is to be chosen. */
function planned({ paths, default: fallback }: JsonObject, report: (problem: Problem) => void): JsonObject {
  const all = Array.isArray(paths) ? paths : [];
  const chosenBy = all.map((path, index) => {
    const place = `paths.${index}.conditions`;
    const written = memberOf(path, 'conditions');
    if (written == null) report({ path: place, message: 'must be given' });
    const conditions =
      written == null ? undefined : parseConditions(written, (problem) => report(within(place, problem)));
    return { conditions: conditions ?? null, ...labelIn(path) };
  });
  return { paths: chosenBy as Json[], default: labelIn(fallback) };
}

function labelIn(path: Json | undefined): JsonObject {
  const written = memberOf(path, 'label');
  return typeof written === 'string' ? { label: written } : {};
}
