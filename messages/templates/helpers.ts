import type Handlebars from 'handlebars';

import { RenderFailure } from '../render-failure.ts';
import type { Rendering } from '../rendering.ts';
import type { Writer } from '../writers.ts';

type Options = Handlebars.HelperOptions;
type Helpers = Record<string, Handlebars.HelperDelegate>;

/** The helpers of one rendering, which instrumented templates call for everything they write or walk. */
export function renderingHelpers(
  builtin: Helpers,
  { budget, missing = [] }: Pick<Rendering, 'budget' | 'missing'>,
  writer: Writer,
): Helpers {
  function each(this: unknown, subject: unknown, options: Options): unknown {
    const fn: Options['fn'] = (item, inner) => budget.iterate(() => options.fn(item, inner));
    return builtin.each?.call(this, subject, { ...options, fn });
  }

  return {
    write: (value: unknown) => budget.variable(() => writer.write(textOf(value))),
    writeRaw: (value: unknown) => budget.variable(() => writer.writeRaw(textOf(value))),
    writeLink: (value: unknown) => budget.variable(() => writer.writeLink(textOf(value))),
    required,
    promised: (name: string, value: unknown) => (isMissing(name, missing) ? required(name, value) : value),
    each,
    section(this: unknown, subject: unknown, options: Options) {
      if (Array.isArray(subject)) return each.call(this, subject, options);
      if (subject === null || subject === undefined || subject === false) return options.inverse(this);
      return options.fn(subject === true ? this : subject);
    },
  };
}

/** Whether a variable as it is written stands for a missing path, or for what would lie below one. */
function isMissing(name: string, missing: readonly string[]): boolean {
  if (missing.length === 0) return false;
  const path = name.replace(/^data\./, '');
  return missing.some((one) => path === one || path.startsWith(`${one}.`));
}

function required(name: string, value: unknown): unknown {
  if (value === null || value === undefined) throw new RenderFailure(`the variable "${name}" has no value`);
  return value;
}

/** Objects are written as JSON (N-05); by itself Handlebars would call methods that data can define. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
