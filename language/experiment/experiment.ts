import { z } from 'zod';

import { optional } from '../optional.ts';

const Name = optional(z.string().max(256));

const Variant = z.object({
  id: z.string().min(1).max(64),
  templateId: z.string().min(1),
  /** Relative to the others'. */
  weight: z.number().min(0, 'must not be negative').max(1_000_000),
  name: Name,
});

/** Which of several templates a send picks, always the same one for a key. N-56, N-57 */
export const Experiment = z.object({
  id: optional(z.string().regex(/^exp_[\w-]{1,64}$/, 'must be exp_ and 1 to 64 letters, digits, "_" or "-"')),
  name: Name,
  bucketingKey: z.string().min(1, 'must not be empty'),
  variants: z
    .array(Variant)
    .min(2, 'needs at least 2 variants')
    .max(10, 'holds more than 10 variants')
    .superRefine((variants, context) => {
      const ids = variants.map(({ id }) => id);
      if (new Set(ids).size < ids.length)
        context.addIssue({ code: 'custom', message: 'must have ids that differ from each other' });
      if (variants.reduce((sum, { weight }) => sum + weight, 0) <= 0)
        context.addIssue({ code: 'custom', message: 'need a weight above 0' });
    }),
});
export type Experiment = z.output<typeof Experiment>;
