import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

import { cutText } from '../../language/cut-text.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { CompiledCache } from '../../messages/compiled-cache.ts';
import { boundedPattern } from './bounded-pattern.ts';
import { excessOf } from './excess-of.ts';
import { uniqueItems } from './unique-items.ts';

/** In characters: of values that are larger only the first violation is found, since a list of a million may have as many. */
const EASY_SIZE = 100_000;
/** How many violations are told, and how long each may be, in characters: names of members may be anything. */
const MOST_TOLD = 20;
const LONGEST = 300;
/** Schemas that are kept compiled, by their text. */
const MOST_KEPT = 200;

const UNREADABLE = 'the schema cannot be read';

/** JSON Schemas (draft-07): whether they can be used, and what values make of them. N-10, N-11, N-36 */
export class SchemaCheck {
  readonly #thorough = newAjv(true);
  readonly #quick = newAjv(false);
  readonly #compiled = new CompiledCache<Compiled>(MOST_KEPT);

  /** What is wrong with a schema, in words; undefined where it can be used. */
  problem(schema: JsonObject): string | undefined {
    const compiled = this.#compile(schema);
    return 'problem' in compiled ? compiled.problem : undefined;
  }

  /** How a value differs from a schema, in words: nothing is refused, it is only told. */
  violations(schema: JsonObject, value: JsonObject): string[] {
    const compiled = this.#compiled.find(JSON.stringify(schema), () => this.#compile(schema));
    if ('problem' in compiled) return [UNREADABLE];
    const validate = roomLeft(value, EASY_SIZE) < 0 ? compiled.quick : compiled.thorough;
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MOST_TOLD).map(told);
  }

  #compile(schema: JsonObject): Compiled {
    const problem = excessOf(schema);
    if (problem !== undefined) return { problem };
    try {
      return { thorough: compile(this.#thorough, schema), quick: compile(this.#quick, schema) };
    } catch (error) {
      return { problem: cutText((error as Error).message, LONGEST, '…') };
    }
  }
}

type Compiled = { problem: string } | { thorough: ValidateFunction; quick: ValidateFunction };

/** What is unknown in a schema is ignored, as draft-07 has it. */
function newAjv(allErrors: boolean): Ajv {
  const code = { regExp: boundedPattern };
  const ajv = new Ajv({ allErrors, strict: false, logger: false, addUsedSchema: false, code });
  formats.default(ajv);
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
  const path = instancePath.slice(1).replaceAll('/', '.');
  return cutText(path === '' ? message : `${path}: ${message}`, LONGEST, '…');
}
