import type { z } from 'zod';

/** A field that stands for `value` where it is absent; null says the same (W-13). */
export function withDefault<Schema extends z.ZodType>(schema: Schema, value: NonNullable<z.output<Schema>>) {
  return schema.nullish().transform((given) => given ?? value);
}
