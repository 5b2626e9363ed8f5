import type { Definition } from '../automation.ts';
import { TOKEN_FIELDS, type TokenField } from '../token-fields.ts';

type Token = NonNullable<Definition[TokenField]>;

/** A definition's cancelation token as it is written, and under which name; undefined when none is. */
export function writtenToken(definition: Pick<Definition, TokenField>): { field: string; token: Token } | undefined {
  const field = TOKEN_FIELDS.find((name) => definition[name] !== undefined);
  const token = field && definition[field];
  return token === undefined ? undefined : { field: field ?? '', token };
}
