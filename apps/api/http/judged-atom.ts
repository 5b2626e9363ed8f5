import { z } from 'zod';

/** One comparison of conditions, as it came out. N-28 */
export const JudgedAtom = z.object({
  path: z.string(),
  operator: z.string(),
  value: z.string().optional(),
  actual: z.unknown(),
  result: z.boolean(),
});
