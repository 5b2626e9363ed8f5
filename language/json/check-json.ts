import type { Problem } from '../problem.ts';
import { FORBIDDEN_KEYS } from './forbidden-keys.ts';
import { DEEPEST_JSON } from './sizes.ts';

const MOST_PROBLEMS = 20;
/** What PostgreSQL's text and jsonb cannot hold: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * What no JSON from outside (a request, a fetched answer) may hold, whatever it is for: at most 20
 * problems, with their paths. W-13
 */
export function problemsOfJson(value: unknown): Problem[] {
  const problems: Problem[] = [];
  visit(value, [], problems);
  return problems;
}

function visit(value: unknown, path: readonly string[], problems: Problem[]): void {
  if (problems.length >= MOST_PROBLEMS) return;
  const message = problemOf(value, path.length);
  if (message) problems.push({ path: shown(path), message });
  if (message || typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) visitKey(key, path, problems);
    visit(item, [...path, key], problems);
  }
}

function problemOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string' && UNSTORABLE.test(value)) return 'holds a character that cannot be stored';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is too large a number';
  const isTooDeep = typeof value === 'object' && value !== null && depth >= DEEPEST_JSON;
  return isTooDeep ? `is nested deeper than ${DEEPEST_JSON} levels` : undefined;
}

function visitKey(key: string, path: readonly string[], problems: Problem[]): void {
  if (FORBIDDEN_KEYS.has(key)) problems.push({ path: shown([...path, key]), message: 'this key is not allowed' });
  if (!UNSTORABLE.test(key)) return;
  problems.push({ path: shown(path), message: 'has a key with a character that cannot be stored' });
}

/** The beginning of a long path is enough to find the place. */
function shown(path: readonly string[]): string {
  const text = path.slice(0, 12).join('.').slice(0, 300);
  return path.length > 12 ? `${text}…` : text;
}
