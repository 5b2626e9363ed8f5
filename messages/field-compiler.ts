import { InvalidInput, type Problem } from '../language/problem.ts';
import type { CompileField } from './compile-elements.ts';
import type { ContentBudget } from './content-budget.ts';
import { compileTemplate } from './templates/compile-template.ts';

/**
 * Compiles the fields of one content. Problems are collected, so that one answer names them all; only a content that is
 * too much as a whole ends it at once.
 */
export function fieldCompiler(problems: Problem[], isStrict: boolean, budget: ContentBudget): CompileField {
  return (path, source) => {
    budget.spend(path, source);
    try {
      return compileTemplate(source, path, isStrict);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      problems.push(...error.problems);
      return () => '';
    }
  };
}
