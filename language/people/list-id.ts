import { z } from 'zod';

/** A list's id: parts between dots. A part is no pattern. U-07 */
export const ListId = z
  .string()
  .trim()
  .max(256)
  .regex(/^[^\s.*\p{Cc}]+(?:\.[^\s.*\p{Cc}]+)*$/u, 'must be parts separated by dots, without spaces and *');
