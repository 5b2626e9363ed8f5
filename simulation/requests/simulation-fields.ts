import { z } from 'zod';

import { optional } from '../../language/optional.ts';
import { parseInstant } from '../../language/time/instant.ts';
import { instantIn, NO_ZONE } from '../../language/time/time-zone.ts';
import { Assumptions } from '../assumptions/assumptions.ts';

const Start = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, 'must be an instant such as 2026-12-01T09:00:00Z');

const Zone = z.string().refine((zone) => !Number.isNaN(instantIn(zone, 0)), NO_ZONE);

/** What a dry run is told beside the request that would start the run. */
export const simulationFields = { start: optional(Start), time_zone: optional(Zone), assume: optional(Assumptions) };

/** Which of a saved definition: what is in force, unless it says otherwise. */
export const savedFields = {
  id: optional(z.string()),
  version: optional(
    z.string().regex(/^(draft|published|v\d+)$/, 'must be draft, published or the name of a version, such as v1'),
  ),
};

interface Body {
  id?: string;
  version?: string;
}

/** What is wrong with a body whose definition stands in it, at `place`, or is saved under an id. */
export function definitionProblems(
  place: string,
  { id, version }: Body,
  isGiven: boolean,
): { path: string; message: string }[] {
  if (isGiven && version !== undefined) return [{ path: 'version', message: `cannot stand beside ${place}` }];
  if (isGiven || id !== undefined) return [];
  return [{ path: place, message: 'is missing, and so is the id of one that is saved' }];
}
