import { z } from 'zod';

import { optional } from '../../../language/optional.ts';

const Name = optional(z.string().min(1, 'must not be empty'));

/** Body of POST `/automations/cancel` and `/journeys/cancel`. J-60 */
export const CancelBody = z
  .object({ cancelation_token: Name, run_id: Name })
  .refine(({ cancelation_token: token, run_id: runId }) => (token === undefined) !== (runId === undefined), {
    error: 'exactly one of cancelation_token and run_id must be given',
  })
  .meta({ id: 'CancelParams' });

/** J-61, J-62 */
export const CancelAnswer = z
  .union([z.object({ cancelation_token: z.string() }), z.object({ run_id: z.string(), status: z.string() })])
  .meta({ id: 'CancelResponse' });
