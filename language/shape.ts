import type { z } from 'zod';

import { isJsonObject, type Json, type JsonObject } from './json/json.ts';
import { memberOf } from './json/member-of.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import { isDynamic } from './reference/reference.ts';
import { referenceDepth } from './reference/reference-depth.ts';
import { mapMembers } from './reference/resolve.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
type IsReference = (value: Json | undefined) => boolean;

/** Issues whose messages tell of the schema alone. Others may quote what they met, and that may be the run's data. */
const DISCREET = new Set<Issue['code']>(['invalid_type', 'invalid_value', 'too_big', 'too_small', 'custom']);

/**
 * What is wrong with a step's fields as written. Nothing is said of a reference or of what is inside one: its value is
 * known only when the step is reached. A-08
 * @param isLiteral Whether what stands at a path is neither a reference nor inside one.
 */
export function shapeProblems(
  schema: z.ZodType,
  fields: JsonObject,
  isLiteral = (path: Path): boolean => referenceDepth(path, fields, isDynamic) === -1,
): Problem[] {
  const { error } = schema.safeParse(fields);
  return (error?.issues ?? []).filter((issue) => counts(issue, [], isLiteral)).map((issue) => problemOf(issue));
}

/**
 * A step's fields once their references are resolved. A number or boolean where text is wanted can only have come from a
 * reference, since a literal one was refused at invoke: it is turned into text.
 * @param written The fields before, so that problems name nothing that is inside a reference.
 */
export function parseResolved(
  schema: z.ZodType,
  fields: JsonObject,
  written: JsonObject,
  isReference: IsReference = isDynamic,
): { kind: 'parsed'; fields: JsonObject } | { kind: 'misshapen'; problems: Problem[] } {
  const first = schema.safeParse(fields);
  if (first.success) return parsed(first.data);
  const places = first.error.issues.flatMap((issue) => textPlaces(issue, []));
  const { data, error } = schema.safeParse(places.reduce<Json>(withText, fields));
  if (!error) return parsed(data);
  return { kind: 'misshapen', problems: error.issues.map((issue) => discreet(issue, written, isReference)) };
}

/** What was null has become undefined (W-13); as a member it would still count for whoever lists or spreads them. */
function parsed(fields: unknown) {
  return { kind: 'parsed', fields: prune(fields as Json) as JsonObject } as const;
}

function prune(value: Json): Json {
  return mapMembers(value, '', prune);
}

/** A union is wrong only when each of its alternatives is, references apart. */
function counts(issue: Issue, base: Path, isLiteral: (path: Path) => boolean): boolean {
  const path = [...base, ...issue.path];
  if (!isLiteral(path)) return false;
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return true;
  return issue.errors.every((alternative) => alternative.some((inner) => counts(inner, path, isLiteral)));
}

function textPlaces(issue: Issue, base: Path): Path[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap((inner) => textPlaces(inner, path));
  return issue.code === 'invalid_type' && issue.expected === 'string' ? [path] : [];
}

/** A copy in which the number or boolean at the path is text. */
function withText(value: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  const member = memberOf(value, key);
  if (member === undefined) return value;
  const changed = withText(member, rest);
  if (Array.isArray(value)) return value.with(Number(key), changed);
  return isJsonObject(value) ? { ...value, [key]: changed } : value;
}

function discreet({ path, code, message }: Issue, written: JsonObject, isReference: IsReference): Problem {
  const depth = referenceDepth(path, written, isReference);
  const shown = depth === -1 ? path : path.slice(0, depth);
  return problemOf({ path: shown, message: DISCREET.has(code) ? message : 'Invalid input' });
}
