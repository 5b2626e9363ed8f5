import { z } from 'zod';

const Check = z.enum(['up', 'down']);

export const HealthAnswer = z
  .object({
    /** `degraded`: requests are taken, and some of the work they ask for waits. `stopping`: others should be asked. */
    status: z.enum(['ok', 'degraded', 'unavailable', 'stopping']),
    checks: z.object({ database: Check, temporal: Check, worker: Check }).partial(),
  })
  .meta({ id: 'Health' });
