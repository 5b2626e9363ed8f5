import Handlebars from 'handlebars';

import { InvalidInput } from '../../language/problem.ts';
import { RenderFailure } from '../render-failure.ts';
import type { Rendering } from '../rendering.ts';
import type { Writer } from '../writers.ts';
import { renderingHelpers } from './helpers.ts';
import { Instrumenter } from './instrumenter.ts';
import { TemplateRefused } from './template-refused.ts';

/** A compiled text with variables. Throws RenderFailure, naming the field. */
export type Template = (rendering: Rendering, writer: Writer) => string;

const environment = Handlebars.create();
const KNOWN = {
  write: true,
  writeRaw: true,
  writeLink: true,
  required: true,
  promised: true,
  section: true,
} as KnownHelpers;
const NESTABLE = /\{\{~?(?:[#^]|\s*else\b)|\(/g;
const MOST_NESTABLE = 1_000;
const OWN_PROPERTIES = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/**
 * Compiles a Handlebars text that may read own properties and use if, unless, each, with and lookup, nothing else.
 * @param path Names the field in problems and failures.
 * @param isStrict A variable without a value is a failure instead of empty; else only one that is promised is (N-07).
 * @throws InvalidInput
 */
export function compileTemplate(source: string, path: string, isStrict: boolean): Template {
  if (!source.includes('{{')) return ({ budget }) => located(path, () => budget.charge(() => source));
  const program = instrumented(source, path, isStrict);
  const delegate = environment.compile(program, { knownHelpersOnly: true, knownHelpers: KNOWN, noEscape: true });
  return ({ variables, budget, missing, turn }, writer) => {
    const options = {
      ...OWN_PROPERTIES,
      helpers: renderingHelpers(environment.helpers, { budget, missing }, writer),
      data: { turn },
    };
    return located(path, () => budget.charge(() => delegate(variables, options)));
  };
}

function instrumented(source: string, path: string, isStrict: boolean): hbs.AST.Program {
  try {
    refuseBulk(source);
    return new Instrumenter(isStrict).rewrite(environment.parse(source));
  } catch (error) {
    throw new InvalidInput([
      { path, message: error instanceof TemplateRefused ? error.message : syntaxProblem(error) },
    ]);
  }
}

/** Reading nested constructs takes Handlebars more than quadratic time, so they are counted beforehand. */
function refuseBulk(source: string): void {
  const nestable = source.match(NESTABLE)?.length ?? 0;
  if (nestable > MOST_NESTABLE) throw new TemplateRefused(`holds more than ${MOST_NESTABLE} blocks and parentheses`);
}

function syntaxProblem(error: unknown): string {
  const line = error instanceof Error && /\bline (\d+)/.exec(error.message)?.[1];
  return line ? `is not valid Handlebars on line ${line}` : 'is not valid Handlebars';
}

/** Whatever else Handlebars throws may quote data, so its message stops here. */
function located(path: string, render: () => string): string {
  try {
    return render();
  } catch (error) {
    throw new RenderFailure(error instanceof RenderFailure ? error.problem : 'cannot be rendered', path);
  }
}
