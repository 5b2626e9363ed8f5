import { isJsonObject, type Json, type JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';

/** In characters. */
const LARGEST_SCHEMA = 64_000;
const MOST_PARTS = 10_000;

interface Count {
  root: JsonObject;
  /** What was counted before; 0 while it is being counted. */
  known: Map<Json, number>;
  report: (problem: string) => void;
}

/**
 * What makes a schema dearer than it looks: its size, and references that lead elsewhere, lead in a circle, or multiply. In words;
 * undefined where nothing does.
 */
export function excessOf(schema: JsonObject): string | undefined {
  if (roomLeft(schema, LARGEST_SCHEMA) < 0) return `is larger than ${LARGEST_SCHEMA} characters`;
  const problems = new Set<string>();
  const parts = partsOf(schema, { root: schema, known: new Map(), report: (problem) => problems.add(problem) });
  if (parts > MOST_PARTS) problems.add(`holds more than ${MOST_PARTS} parts once every $ref is followed`);
  return [...problems][0];
}

/** How many parts a schema has with each of its references replaced by what it means. */
function partsOf(part: Json, count: Count): number {
  if (typeof part !== 'object' || part === null) return 0;
  const counted = count.known.get(part);
  if (counted === 0) count.report('has a $ref that leads in a circle');
  if (counted !== undefined) return counted;
  count.known.set(part, 0);
  const parts = [...Object.values(part), ...referred(part, count)].reduce<number>(
    (sum, member) => sum + partsOf(member, count),
    1,
  );
  count.known.set(part, parts);
  return parts;
}

function referred(part: Json, { root, report }: Count): Json[] {
  if (!isJsonObject(part)) return [];
  if (part !== root && typeof part.$id === 'string') report('has an $id that is not its own');
  const { $ref: reference } = part;
  if (typeof reference !== 'string') return [];
  if (!/^#(\/|$)/.test(reference)) report('has a $ref that does not begin with "#/"');
  const keys = reference.split('/').slice(1).map(decodeKey);
  const target = keys.reduce<Json | undefined>((value, key) => (value as JsonObject | undefined)?.[key], root);
  return target === undefined ? [] : [target];
}

function decodeKey(key: string): string {
  return safeDecode(key).replaceAll('~1', '/').replaceAll('~0', '~');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
