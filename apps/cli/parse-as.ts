import type { z } from 'zod';

import { InvalidInput } from '../../language/problem.ts';
import { problemOf } from '../../language/problem-of.ts';

/** A value as its schema reads it. @throws InvalidInput */
export function parseAs<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error) throw new InvalidInput(error.issues.map(problemOf));
  return data as z.infer<Schema>;
}
