import type { z } from 'zod';

/** The three ways in which the field has been spelled, for a run and in a step; of several, the first counts. A-09 */
export const TOKEN_FIELDS = ['cancelation_token', 'cancellation_token', 'cancelationToken'] as const;
export type TokenField = (typeof TOKEN_FIELDS)[number];

/** The field in each of its spellings. */
export function tokenFields<Schema extends z.ZodType>(schema: Schema): Record<TokenField, Schema> {
  return Object.fromEntries(TOKEN_FIELDS.map((name) => [name, schema])) as Record<TokenField, Schema>;
}
