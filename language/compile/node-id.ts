import { z } from 'zod';

import { FORBIDDEN_KEYS } from '../json/forbidden-keys.ts';

/** A node's id; what a fetch node was answered is found under it. J-02 */
export const NodeId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"')
  .refine((id) => !FORBIDDEN_KEYS.has(id), 'is a reserved name');
