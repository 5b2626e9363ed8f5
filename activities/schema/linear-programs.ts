import { RE2JS } from 're2js';

import { linearSource } from './linear-source.ts';

/** In steps: what programs may have come across before all of them are forgotten; some 20 MB. */
const MOST_HELD = 1_000_000;
/** What an instruction takes, in steps. */
const WEIGHT = 10;

/**
 * Regular expressions that are ready to be matched. A program remembers the ways through the texts it has met, up to 8 MB of
 * them each: now and then all are forgotten, and made again when they are wanted.
 */
export class LinearPrograms {
  readonly #programs = new Map<string, RE2JS>();
  #held = 0;

  /** In instructions. @throws Error for a pattern that goes back in the text, or has something else that is unknown */
  sizeOf(pattern: string): number {
    return this.#find(pattern).programSize();
  }

  /** @param steps What it costs at most: one for each instruction and character, the end of the text being one. */
  test(pattern: string, text: string, steps: number): boolean {
    this.#hold(steps);
    return this.#find(pattern).test(text);
  }

  #find(pattern: string): RE2JS {
    const known = this.#programs.get(pattern);
    if (known) return known;
    const program = RE2JS.compile(linearSource(pattern));
    this.#hold(WEIGHT * program.programSize());
    this.#programs.set(pattern, program);
    return program;
  }

  #hold(steps: number): void {
    this.#held += steps;
    if (this.#held <= MOST_HELD) return;
    this.#programs.clear();
    this.#held = 0;
  }
}
