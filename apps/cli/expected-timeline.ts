import { z } from 'zod';

import { parseInstant } from '../../language/time/instant.ts';
import { parseAs } from './parse-as.ts';
import { readJson } from './read-json.ts';
import { refusedAs } from './wrong-use.ts';

const Instant = z.string().refine((text) => parseInstant(text) !== undefined, 'must be an instant');

/** What `--expect` compares with: a timeline that `--json` wrote, of this release or of an earlier one. */
const ExpectedTimeline = z.looseObject({
  run: z.looseObject({ status: z.string(), started_at: Instant, ended_at: Instant }),
  timeline: z.array(z.looseObject({ at: Instant, order: z.int(), status: z.string() })),
  cost: z.looseObject({ events: z.int(), actions: z.int() }),
  warnings: z.array(z.looseObject({ message: z.string() })),
  assumptions_needed: z.array(z.looseObject({ message: z.string() })),
});
export type ExpectedTimeline = z.infer<typeof ExpectedTimeline>;

/** The timeline that a file holds. @throws WrongUse for a file that holds none */
export function readExpected(file: string): Promise<ExpectedTimeline> {
  return refusedAs(file, () => parseAs(ExpectedTimeline, readJson(file)));
}
