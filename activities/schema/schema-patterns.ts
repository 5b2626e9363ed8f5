import type { LinearPrograms } from './linear-programs.ts';

/** In characters. */
const LONGEST_PATTERN = 500;
/** Instructions that the patterns of one schema become, all together; `[a-z]{1,255}` is about 500 of them. */
const MOST_INSTRUCTIONS = 20_000;
/** What one value may cost, one for each character and instruction: less than a second. */
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
  readonly #sizes = new Map<string, number>();
  #instructions = 0;
  #steps = 0;

  constructor(readonly programs: LinearPrograms) {}

  /** As Ajv's `code.regExp`. @throws Error for a pattern that is none or is unknown, and for too many of them */
  readonly engine = Object.assign((pattern: string, flags: string) => this.#patternOf(pattern, flags), {
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

  #patternOf(pattern: string, flags: string): Pattern {
    const size = this.#sizes.get(pattern) ?? this.#sizeOf(pattern, flags);
    return { test: (text) => this.#test(pattern, size, text), toString: () => pattern };
  }

  #sizeOf(pattern: string, flags: string): number {
    if (pattern.length > LONGEST_PATTERN) throw new Error(`a pattern is longer than ${LONGEST_PATTERN} characters`);
    new RegExp(pattern, flags);
    const size = supported(pattern, () => this.programs.sizeOf(pattern));
    this.#instructions += size;
    if (this.#instructions > MOST_INSTRUCTIONS) throw new Error('its patterns are too large, repetitions counted');
    this.#sizes.set(pattern, size);
    return size;
  }

  #test(pattern: string, size: number, text: string): boolean {
    const steps = size * (text.length + 1);
    this.#steps += steps;
    if (this.#steps > MOST_STEPS) throw new TooManySteps();
    return this.programs.test(pattern, text, steps);
  }
}

class TooManySteps extends Error {}

function supported(pattern: string, sizeOf: () => number): number {
  try {
    return sizeOf();
  } catch (error) {
    const reason = (error as Error).message.replace('error parsing regexp: ', '');
    throw new Error(`the pattern ${pattern} holds what is not supported: ${reason}`);
  }
}
