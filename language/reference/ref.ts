import { z } from 'zod';

import { FORBIDDEN_KEYS } from '../json/forbidden-keys.ts';

/** Names a `ref` cannot have: what paths begin with, and what could reach a prototype. */
const RESERVED = ['data', 'profile', 'recipient', 'brand', 'template', 'refs', ...FORBIDDEN_KEYS];

/** A name that `refs.<name>` can be written with: of a step, or of an element within its content (§11.3). */
export const Ref = z
  .string()
  .regex(/^[\p{L}\p{N}_$-]{1,100}$/u, 'must be 1 to 100 letters, digits, "_", "$" or "-"')
  .refine((name) => !RESERVED.includes(name), 'is a reserved name');
