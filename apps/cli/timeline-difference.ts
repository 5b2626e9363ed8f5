import { isJsonObject, type Json, type JsonObject } from '../../language/json/json.ts';
import { canonicalLines } from './canonical-lines.ts';
import { lineDifference } from './line-difference.ts';

/** Of a timeline, in the order in which a difference is told; what an earlier release told besides follows. */
const PARTS = ['run', 'timeline', 'cost', 'warnings', 'assumptions_needed'];

/** What stands on one side, or on both, under a heading. */
interface Pair {
  heading: string;
  before?: Json;
  after?: Json;
}

/** Of a difference: what follows is counted. */
const MOST_LINES = 200;

/**
 * By what a timeline differs from the one that was expected: of each part and step that does the lines, under its name; 200 of
 * them at most, and how many more there are.
 */
export function timelineDifference(expected: JsonObject, found: JsonObject): string[] {
  const names = [...new Set([...PARTS, ...Object.keys(expected), ...Object.keys(found)])];
  const pairs = names.flatMap((name): Pair[] => {
    const [before, after] = [expected[name], found[name]];
    return name === 'timeline' ? stepPairs(before, after) : [{ heading: name, before, after }];
  });
  const lines = pairs.flatMap(differenceOf);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… ${more} more lines`] : lines;
}

function differenceOf({ heading, before, after }: Pair): string[] {
  const lines = lineDifference(linesOf(before), linesOf(after));
  return lines.length > 0 ? [`@@ ${heading} @@`, ...lines] : [];
}

function linesOf(value: Json | undefined): string[] {
  return value === undefined ? [] : canonicalLines(value);
}

/** Steps of both by their ids, those that are gone behind the one that they stood behind. */
function stepPairs(expected: Json | undefined, found: Json | undefined): Pair[] {
  const [before, after] = [named(expected), named(found)];
  const gone = new Map<string, Pair[]>();
  let behind = '';
  for (const [name, step] of before) {
    if (after.has(name)) behind = name;
    else gone.set(behind, [...(gone.get(behind) ?? []), { heading: name, before: step }]);
  }
  const pairs = [...after].flatMap(([name, step]) => [
    { heading: name, before: before.get(name), after: step },
    ...(gone.get(name) ?? []),
  ]);
  return [...(gone.get('') ?? []), ...pairs];
}

/** Where steps share an id, the second of them is another one than the first. */
function named(steps: Json | undefined): Map<string, Json> {
  const byName = new Map<string, Json>();
  const counts = new Map<string, number>();
  for (const step of Array.isArray(steps) ? steps : []) {
    const { node_id, step_id, order } = isJsonObject(step) ? step : {};
    const id = String(node_id ?? step_id ?? order);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    byName.set(count > 1 ? `${id} (${count})` : id, step);
  }
  return byName;
}
