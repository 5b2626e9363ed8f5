import type { Problem } from './problem.ts';

/** What a schema found wrong, by the dotted path of the field. */
export function problemOf({ path, message }: { path: readonly PropertyKey[]; message: string }): Problem {
  return { path: path.map(String).join('.'), message };
}
