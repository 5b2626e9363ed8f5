import { InvalidInput, type Problem } from '../language/problem.ts';
import type { CompileField } from './compile-elements.ts';
import { compileTemplate } from './templates/compile-template.ts';

/** Of all texts of a content together: what takes about half a second to compile at the worst. */
const MOST_CHARACTERS = 262_144;
const MOST_TAGS = 5_000;

/**
 * Compiles the fields of one content. Problems are collected, so that one answer names them all; only a content that is
 * too much as a whole ends it at once.
 */
export function fieldCompiler(problems: Problem[], isStrict: boolean): CompileField {
  let characters = 0;
  let tags = 0;
  return (path, source) => {
    characters += source.length;
    tags += source.split('{{').length - 1;
    if (characters > MOST_CHARACTERS) throw excess(path, `${MOST_CHARACTERS} characters`);
    if (tags > MOST_TAGS) throw excess(path, `${MOST_TAGS} variables and blocks`);
    try {
      return compileTemplate(source, path, isStrict);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      problems.push(...error.problems);
      return () => '';
    }
  };
}

function excess(path: string, limit: string): InvalidInput {
  return new InvalidInput([{ path, message: `takes the content past ${limit}` }]);
}
