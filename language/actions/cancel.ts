import { z } from 'zod';
import { TOKEN_FIELDS } from '../compile/token-fields.ts';
import type { JsonObject } from '../json/json.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import { resolveName } from '../reference/resolve-name.ts';
import type { Scope } from '../run/scope.ts';
import type { Action, Resolved } from './action.ts';

const Token = optional(z.string().min(1, 'must not be empty'));

/** Cancels the other runs that carry a token. */
export const cancel = {
  fields: z.object({ cancelation_token: Token, cancellation_token: Token, cancelationToken: Token }),
  check,
  ahead: () => ({ templates: [], users: [] }),
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

function spellingOf(fields: JsonObject): (typeof TOKEN_FIELDS)[number] | undefined {
  return TOKEN_FIELDS.find((name) => Object.hasOwn(fields, name));
}
