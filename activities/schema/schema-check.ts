import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

import { cutText } from '../../language/cut-text.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { CompiledCache } from '../../messages/compiled-cache.ts';
import { excessOf } from './excess-of.ts';
import { LinearPrograms } from './linear-programs.ts';
import { SchemaPatterns } from './schema-patterns.ts';
import { uniqueItems } from './unique-items.ts';

/** In characters: of values that are larger only the first violation is found, since a list of a million may have as many. */
const EASY_SIZE = 100_000;
/** How many violations are told, and how long each may be, in characters: names of members may be anything. */
const MOST_TOLD = 20;
const LONGEST = 300;
/** Schemas that are kept compiled, by their text. */
const MOST_KEPT = 200;

const UNREADABLE = 'the schema cannot be read';
const TOO_DEAR = 'the texts are too long for the patterns of the schema';

type Compiled = { problem: string } | { patterns: SchemaPatterns; thorough: ValidateFunction; quick: ValidateFunction };

/** JSON Schemas (draft-07): whether they can be used, and what values make of them. N-10, N-11, N-36 */
export class SchemaCheck {
  /** Knows what a schema may say. */
  readonly #draft = newAjv();
  readonly #programs = new LinearPrograms();
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
    const { patterns, thorough, quick } = compiled;
    const validate = roomLeft(value, EASY_SIZE) < 0 ? quick : thorough;
    const fits = patterns.judge(() => validate(value));
    if (fits === undefined) return [TOO_DEAR];
    return fits ? [] : (validate.errors ?? []).slice(0, MOST_TOLD).map(told);
  }

  #compile(schema: JsonObject): Compiled {
    const problem = excessOf(schema);
    if (problem !== undefined) return { problem };
    const patterns = new SchemaPatterns(this.#programs);
    try {
      // Throws for what the draft does not have.
      void this.#draft.validateSchema(schema, true);
      return { patterns, thorough: compile(schema, patterns, true), quick: compile(schema, patterns, false) };
    } catch (error) {
      return { problem: cutText((error as Error).message, LONGEST, '…') };
    }
  }
}

/** What is unknown in a schema is ignored, as draft-07 has it. */
function newAjv(options?: Options): Ajv {
  return new Ajv({ strict: false, logger: false, addUsedSchema: false, ...options });
}

/** By an Ajv of its own: each keeps all it ever compiled. */
function compile(schema: JsonObject, { engine: regExp }: SchemaPatterns, allErrors: boolean): ValidateFunction {
  const ajv = newAjv({ allErrors, meta: false, validateSchema: false, code: { regExp } });
  formats.default(ajv);
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword(uniqueItems).compile(schema);
}

function told({ instancePath, message = 'does not fit' }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  return cutText(path === '' ? message : `${path}: ${message}`, LONGEST, '…');
}
