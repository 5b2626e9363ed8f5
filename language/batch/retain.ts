import { z } from 'zod';

import { optional } from '../optional.ts';
import { DataPath } from './data-path.ts';

/** Which items of a batch are handed on, as authors write it. N-60 */
export const WrittenRetain = z
  .object({
    type: z.enum(['first', 'last', 'highest', 'lowest']),
    count: z.int().min(0).max(25, 'must be at most 25'),
    sort_key: optional(DataPath),
  })
  .refine(({ type, sort_key: key }) => key !== undefined || type === 'first' || type === 'last', {
    path: ['sort_key'],
    error: 'is required for highest and lowest',
  });

type Written = z.output<typeof WrittenRetain>;

/** The same as it is stored with a batch. */
export type Retain = Omit<Written, 'sort_key'> & { sortKey?: Written['sort_key'] };
