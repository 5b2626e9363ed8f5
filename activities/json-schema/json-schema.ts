import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import { cutText } from '../../language/cut-text.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { CompiledCache } from '../../messages/compiled-cache.ts';
import { boundedPattern } from './bounded-pattern.ts';
import { excessOf } from './excess-of.ts';
import { uniqueItems } from './unique-items.ts';

/** In characters: of data that are larger only the first violation is found, since a list of a million may have as many. */
const EASY_DATA = 100_000;
const MOST_VIOLATIONS = 20;
/** In characters. */
const LONGEST_VIOLATION = 300;

const thorough = newAjv(true);
const quick = newAjv(false);
const compiled = new CompiledCache<{ thorough: ValidateFunction; quick: ValidateFunction }>(100);

/** What is wrong with a JSON Schema (draft-07), in words; undefined where it can be used. N-11 */
export function schemaProblem(schema: JsonObject): string | undefined {
  const excess = excessOf(schema);
  if (excess !== undefined) return excess;
  try {
    compile(quick, schema);
    return undefined;
  } catch (error) {
    return cutText((error as Error).message, LONGEST_VIOLATION, '…');
  }
}

/** How data differ from a schema that {@link schemaProblem} found usable: at most 20 lines, each a path and a rule. N-10 */
export function violationsOf(schema: JsonObject, data: JsonObject): string[] {
  const validators = compiled.find(JSON.stringify(schema), () => ({
    thorough: compile(thorough, schema),
    quick: compile(quick, schema),
  }));
  const validate = roomLeft(data, EASY_DATA) < 0 ? validators.quick : validators.thorough;
  if (validate(data)) return [];
  return (validate.errors ?? []).slice(0, MOST_VIOLATIONS).map(told);
}

/** Schemas stay with their author's wishes: what is unknown in them is ignored, as draft-07 has it. */
function newAjv(allErrors: boolean): Ajv {
  const ajv = new Ajv({
    allErrors,
    strict: false,
    logger: false,
    addUsedSchema: false,
    code: { regExp: boundedPattern },
  });
  addFormats.default(ajv);
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword(uniqueItems);
}

/** Ajv keeps what it has compiled by the identity of the schema, which is another one each time. */
function compile(ajv: Ajv, schema: JsonObject): ValidateFunction {
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

function told({ instancePath, message = 'does not fit' }: ErrorObject): string {
  const path = ['data', ...instancePath.split('/').slice(1)].join('.');
  return cutText(`${path}: ${message}`, LONGEST_VIOLATION, '…');
}
