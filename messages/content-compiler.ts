import { parseElementExpression } from '../language/content/element-expression.ts';
import { InvalidExpression } from '../language/expression/invalid-expression.ts';
import { refsIn } from '../language/expression/refs-in.ts';
import type { Expression } from '../language/expression/tree.ts';
import { InvalidInput, type Problem } from '../language/problem.ts';
import type { ContentBudget } from './content-budget.ts';
import { compileTemplate, type Template } from './templates/compile-template.ts';

/**
 * Compiles the fields of one content. Problems are collected, so that one answer names them all; only a content that is
 * too much as a whole ends it at once.
 */
export class ContentCompiler {
  readonly problems: Problem[] = [];
  /** Those of the elements before the present one. */
  readonly refs = new Set<string>();

  constructor(
    /** N-07 */
    readonly isStrict: boolean,
    private readonly budget: ContentBudget,
  ) {}

  /** A text with variables; `path` names its field. */
  text(path: string, source: string): Template {
    this.budget.spend(path, source);
    try {
      return compileTemplate(source, path, this.isStrict);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.problems.push(...error.problems);
      return () => '';
    }
  }

  /** An `if` or `loop`. Undefined for none, and for one that is no expression or asks for an element that is not before it. */
  expression(path: string, source: string | null | undefined): Expression | undefined {
    if (source === undefined || source === null) return undefined;
    this.budget.spend(path, source);
    try {
      const tree = parseElementExpression(source);
      const unknown = refsIn(tree).find((name) => !this.refs.has(name));
      if (unknown === undefined) return tree;
      this.problems.push({ path, message: `asks for refs.${unknown}, which is the ref of no element before it` });
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
      this.problems.push({ path, message: error.message });
    }
    return undefined;
  }
}
