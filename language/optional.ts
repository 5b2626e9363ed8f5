import { z } from 'zod';

/** A field that may be absent; null says the same (W-13). */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}
