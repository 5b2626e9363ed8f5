import { z } from 'zod';

import { JsonRecord } from './json/json-record.ts';
import { optional } from './optional.ts';

/** Whom a run of a journey is for, and what it begins with. J-22 */
export const journeyInvokeFields = {
  user_id: optional(z.string()),
  userId: optional(z.string()),
  profile: optional(JsonRecord),
  data: optional(JsonRecord),
};

/** The body of POST `/journeys/{id}/invoke`; no body names nobody. J-20, J-22 */
export const JourneyInvoke = z
  .object(journeyInvokeFields)
  .nullish()
  .transform((body) => body ?? {})
  .meta({ id: 'JourneysInvokeRequest' });
export type JourneyInvoke = z.infer<typeof JourneyInvoke>;
