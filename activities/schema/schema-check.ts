import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

import { cutText } from '../../language/cut-text.ts';
import type { JsonObject } from '../../language/json/json.ts';

/** How many violations are told, and how long each may be, in characters: names of members may be anything. */
const MOST_TOLD = 20;
const LONGEST = 300;
/** Schemas that are kept compiled, by their text. */
const MOST_KEPT = 200;

const UNREADABLE = 'the schema cannot be read';

/** JSON Schemas (draft-07) over what came in: nothing is refused, it is only told. N-10, N-36 */
export class SchemaCheck {
  readonly #compiled = new Map<string, ValidateFunction | undefined>();

  /** In words; none where everything is as the schema says. */
  violations(schema: JsonObject, value: JsonObject): string[] {
    const validate = this.#find(schema);
    if (!validate) return [UNREADABLE];
    if (validate(value)) return [];
    const told = (validate.errors ?? []).slice(0, MOST_TOLD);
    return told.map(({ instancePath, message }) => cutText(`${placeOf(instancePath)}${message}`, LONGEST, '…'));
  }

  #find(schema: JsonObject): ValidateFunction | undefined {
    const text = JSON.stringify(schema);
    if (this.#compiled.has(text)) return this.#compiled.get(text);
    const [oldest] = this.#compiled.keys();
    if (this.#compiled.size >= MOST_KEPT && oldest !== undefined) this.#compiled.delete(oldest);
    const validate = compile(schema);
    this.#compiled.set(text, validate);
    return validate;
  }
}

/** Each with an Ajv of its own: two schemas may give themselves the same `$id`. */
function compile(schema: JsonObject): ValidateFunction | undefined {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  try {
    return ajv.compile(schema);
  } catch {
    return undefined;
  }
}

function placeOf(pointer: string): string {
  return pointer === '' ? '' : `${pointer.slice(1).replaceAll('/', '.')}: `;
}
