import type { Definition } from '../automation.ts';

/** The three ways in which the field has been spelled. A-09 */
const TOKEN_FIELDS = ['cancelation_token', 'cancellation_token', 'cancelationToken'] as const;

type Token = NonNullable<Definition[(typeof TOKEN_FIELDS)[number]]>;

/** A definition's cancelation token as it is written, and under which name; undefined when none is. */
export function writtenToken(
  definition: Pick<Definition, (typeof TOKEN_FIELDS)[number]>,
): { field: string; token: Token } | undefined {
  const field = TOKEN_FIELDS.find((name) => definition[name] !== undefined);
  const token = field && definition[field];
  return token === undefined ? undefined : { field: field ?? '', token };
}
