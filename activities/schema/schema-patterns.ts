import { RE2JS } from 're2js';

import { linearSource } from './linear-source.ts';

/** In characters. */
const LONGEST_PATTERN = 500;
/** Instructions that the patterns of one schema become, all together; `[a-z]{1,255}` is about 500 of them. */
const MOST_INSTRUCTIONS = 20_000;
/** What one value may cost, one for each character and instruction: less than half a second. */
const MOST_STEPS = 5_000_000;

/** What Ajv wants of a regular expression; it takes those of one text for one and the same. */
interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * The regular expressions of one schema. A text is read once, for all the ways to match it at the same time, so that it costs
 * its length times the size of the pattern and no more; what goes back in the text (lookahead, references) is unknown.
 */
export class SchemaPatterns {
  readonly #patterns = new Map<string, Pattern>();
  #instructions = 0;
  #steps = 0;

  /** As Ajv's `code.regExp`. @throws Error for a pattern that is none or is unknown, and for too many of them */
  readonly engine = Object.assign((pattern: string, flags: string) => this.#find(pattern, flags), {
    code: 'require("angarium/schema-patterns")',
  });

  /** Whether a value fits, as a check made with the engine has it; undefined where there is too much text for the patterns. */
  judge(check: () => boolean): boolean | undefined {
    this.#steps = 0;
    try {
      return check();
    } catch (error) {
      if (error instanceof TooManySteps) return undefined;
      throw error;
    }
  }

  #find(pattern: string, flags: string): Pattern {
    const known = this.#patterns.get(pattern);
    if (known) return known;
    const program = compile(pattern, flags);
    const size = program.programSize();
    this.#instructions += size;
    if (this.#instructions > MOST_INSTRUCTIONS) throw new Error('its patterns are too large, repetitions counted');
    const found = { test: (text: string) => this.#test(program, size, text), toString: () => pattern };
    this.#patterns.set(pattern, found);
    return found;
  }

  #test(program: RE2JS, size: number, text: string): boolean {
    this.#steps += size * (text.length + 1);
    if (this.#steps > MOST_STEPS) throw new TooManySteps();
    return program.test(text);
  }
}

class TooManySteps extends Error {}

function compile(pattern: string, flags: string): RE2JS {
  if (pattern.length > LONGEST_PATTERN) throw new Error(`a pattern is longer than ${LONGEST_PATTERN} characters`);
  new RegExp(pattern, flags);
  try {
    return RE2JS.compile(linearSource(pattern));
  } catch (error) {
    const reason = (error as Error).message.replace('error parsing regexp: ', '');
    throw new Error(`the pattern ${pattern} holds what is not supported: ${reason}`);
  }
}
