import { isJsonObject, type Json, type JsonObject } from '../../../language/json/json.ts';

/** A command is to be read by people. */
const MOST_ITEMS = 10;
const LONGEST_TEXT = 500;

/** A command that invokes a journey, ready to be pasted into a shell: its key in the environment, a placeholder for each field. */
export function invokeCurl(baseUrl: string, journeyId: string, schema: JsonObject | undefined): string {
  const fields = schema ? exampleOf(schema, '') : {};
  const body = { user_id: '<user_id>', data: isJsonObject(fields) ? fields : {} };
  return [
    `curl -X POST ${quoted(`${baseUrl}/journeys/${encodeURIComponent(journeyId)}/invoke`)} \\`,
    '  -H "Authorization: Bearer $ANGARIUM_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d ${quoted(JSON.stringify(body, null, 2))}`,
    '',
  ].join('\n');
}

/**
 * A value of the kind that the schema names, within its bounds of size, that shows what belongs there; text is named after its
 * field. What a pattern, a format but `date-time`, or a combination of schemas asks for is left to whoever fills it in.
 */
function exampleOf(schema: Json | undefined, name: string): Json {
  if (!isJsonObject(schema)) return `<${name}>`;
  const { type, properties } = schema;
  const kind = Array.isArray(type) ? type[0] : (type ?? (isJsonObject(properties) ? 'object' : 'string'));
  const [given] = [schema.const, schema.default, firstOf(schema.examples), firstOf(schema.enum)].filter(
    (value) => value !== undefined,
  );
  if (given !== undefined) return given;
  if (kind === 'object') return membersOf(properties);
  if (kind === 'array') return itemsOf(schema, name);
  if (kind === 'string') return textOf(schema, name);
  if (kind === 'number' || kind === 'integer') return numberOf(schema, kind === 'integer' ? 1 : 0.5);
  return kind === 'boolean' ? true : null;
}

function itemsOf({ items, minItems }: JsonObject, name: string): Json[] {
  const length = Math.min(typeof minItems === 'number' ? minItems : 0, MOST_ITEMS);
  return Array.from({ length }, () => exampleOf(Array.isArray(items) ? items[0] : items, name));
}

function textOf({ format, minLength, maxLength }: JsonObject, name: string): string {
  if (format === 'date-time') return '2026-01-31T09:00:00Z';
  const text = `<${name}>`.padEnd(Math.min(typeof minLength === 'number' ? minLength : 0, LONGEST_TEXT), '.');
  return typeof maxLength === 'number' ? text.slice(0, maxLength) : text;
}

/** Zero, or the number within the bounds that is next to it. @param step How far from a bound that is excluded. */
function numberOf(
  { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf }: JsonObject,
  step: number,
): Json {
  const numbers = (...values: (Json | undefined)[]) => values.filter((value) => typeof value === 'number');
  const least = Math.max(...numbers(minimum), ...numbers(exclusiveMinimum).map((bound) => bound + step));
  const most = Math.min(...numbers(maximum), ...numbers(exclusiveMaximum).map((bound) => bound - step));
  const [unit = step] = numbers(multipleOf);
  if (least > 0) return step === 1 || multipleOf ? Math.ceil(least / unit) * unit : least;
  if (most < 0) return step === 1 || multipleOf ? Math.floor(most / unit) * unit : most;
  return 0;
}

function membersOf(properties: Json | undefined): JsonObject {
  const entries = Object.entries(isJsonObject(properties) ? properties : {});
  return Object.fromEntries(entries.map(([key, schema]) => [key, exampleOf(schema, key)]));
}

function firstOf(values: Json | undefined): Json | undefined {
  return Array.isArray(values) ? values[0] : undefined;
}

/** As one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
