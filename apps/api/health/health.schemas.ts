import { z } from 'zod';

const Check = z.enum(['up', 'down']);

export const HealthAnswer = z
  .object({
    /** `degraded`: requests are taken, and some of the work they ask for waits. `stopping`: others should be asked. */
    status: z.enum(['ok', 'degraded', 'unavailable', 'stopping']),
    /** `outdated`: the database answers, and migrations of this release are missing. */
    checks: z.object({ database: z.enum(['up', 'down', 'outdated']), temporal: Check, worker: Check }).partial(),
  })
  .meta({ id: 'Health' });
