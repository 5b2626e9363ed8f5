import { isJsonObject, type Json, type JsonObject } from '../../../language/json/json.ts';

const PLACEHOLDERS: Record<string, Json> = { number: 0, integer: 0, boolean: true, array: [] };

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

/** A value that the schema lets pass and that shows what belongs there; text is named after its field. */
function exampleOf(schema: Json | undefined, name: string): Json {
  if (!isJsonObject(schema)) return `<${name}>`;
  const { type, properties, format } = schema;
  const kind = Array.isArray(type) ? type[0] : (type ?? (isJsonObject(properties) ? 'object' : 'string'));
  const [given] = [schema.const, schema.default, firstOf(schema.examples), firstOf(schema.enum)].filter(
    (value) => value !== undefined,
  );
  if (given !== undefined) return given;
  if (kind === 'object') return membersOf(properties);
  if (kind === 'string') return format === 'date-time' ? '2026-01-31T09:00:00Z' : `<${name}>`;
  return PLACEHOLDERS[String(kind)] ?? null;
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
