import { z } from 'zod';
import type { JsonObject } from '../json/json.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { resolveName } from '../reference/resolve-name.ts';
import type { Scope } from '../run/scope.ts';
import { TOKEN_FIELDS, type TokenField, tokenFields } from '../token-fields.ts';
import type { Action, Resolved } from './action.ts';

const Token = optional(z.string().min(1, 'must not be empty'));

/** Cancels the other runs that carry a token. */
export const cancel = {
  fields: z.object(tokenFields(Token)),
  check,
  // A token may be made of a user's name.
  label: () => undefined,
  resolve: resolveFields,
} satisfies Action;

function check(fields: JsonObject): Problem[] {
  return spellingOf(fields) ? [] : [{ path: TOKEN_FIELDS[0], message: 'must be given' }];
}

/** A token with a gap in it could be that of runs nobody meant, so it is read as a run's own token is. X-06 */
function resolveFields(written: JsonObject, scope: Scope): Resolved {
  const spelling = spellingOf(written) ?? TOKEN_FIELDS[0];
  const token = resolveName(written[spelling] ?? '', scope);
  if (token === undefined) return { fields: {}, problems: [{ path: spelling, message: 'refers to nothing' }] };
  return { fields: { cancelation_token: token } };
}

function spellingOf(fields: JsonObject): TokenField | undefined {
  return TOKEN_FIELDS.find((name) => Object.hasOwn(fields, name));
}
