import { Allowance } from '../allowance.ts';
import { BOUND } from '../content/content.ts';
import { isElementCode } from '../content/element-code.ts';
import type { Value } from '../expression/evaluation.ts';
import { outline } from '../expression/outline.ts';
import type { Expression } from '../expression/tree.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Scope } from '../run/scope.ts';
import { dereference } from './dereference.ts';
import { type Reference, readReference } from './reference.ts';
import { inField, mapMembers } from './resolve.ts';

/** Content whose references have become Handlebars variables, and the variables' values by name. */
export interface BoundContent {
  content: Json | undefined;
  bindings: JsonObject;
}

/** One word reads the same as a template and as a value: types, channels, colors, dates of data stay what they are. */
const PLAIN_WORD = /^#?[a-z0-9]+(?:[-_][a-z0-9]+)*%?$/i;

/** A path that can name its variable, so that a strict template's complaint says which value is missing. */
const PLAIN_PATH = /^[a-z][\w$]*(?:\.[\w$]+)+$/i;

/**
 * Content (Handlebars is applied to it later) with nothing of the run pasted into it: each reference becomes the variable
 * `{{__bound.[name]}}`, so that the renderer escapes its value like any other. An object or array that is referred to
 * takes its place as structure, and each text in it becomes a variable too, unless it is one plain word.
 * @param origin Who wrote the content: `data` when it came out of the run as a whole, so that nothing in it is evaluated.
 * @throws EvaluationFailed, naming the field.
 */
export function bindReferences(
  content: Json,
  scope: Scope,
  { path = 'content', origin = 'author' }: { path?: string; origin?: 'author' | 'data' } = {},
): BoundContent {
  const binder = new Binder(scope);
  const bound = origin === 'author' ? binder.written(content, path) : binder.found(content);
  return { content: bound, bindings: binder.bindings };
}

class Binder {
  readonly bindings: JsonObject = {};
  readonly #allowance = new Allowance();
  #count = 0;

  constructor(private readonly scope: Scope) {}

  /** What the author wrote. */
  written(value: Json, path: string): Value {
    if (typeof value === 'string' && isElementCode(path)) return value;
    const reference = readReference(value);
    if (!reference) return mapMembers(value, path, (member, at) => this.written(member, at));
    return inField(path, () => this.#reference(reference));
  }

  /** What came out of the run. */
  found(value: Value): Value {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object') return mapMembers(value, '', (member) => this.found(member));
    return typeof value === 'string' && !PLAIN_WORD.test(value) ? this.#variable(value) : value;
  }

  #reference(reference: Reference): Value {
    if (reference.kind === 'text' && reference.parts.length > 1) return this.#text(reference.parts);
    const value = this.#allowance.spend(dereference(reference, this.scope));
    if (value === null || value === undefined) return undefined;
    return typeof value === 'object' ? this.found(value) : this.#variable(String(value));
  }

  /**
   * Braces and backslashes that touch a reference go into its value: `{${data.x}}` would otherwise become a triple brace,
   * which Handlebars does not escape.
   */
  #text(parts: (string | Expression)[]): string {
    const written = parts.map((part) => (typeof part === 'string' ? part : ''));
    const texts = parts.map((part, index) => {
      if (typeof part === 'string') return trimmed(part, index > 0, index < parts.length - 1);
      const before = /[{\\]*$/.exec(written[index - 1] ?? '')?.[0] ?? '';
      const after = /^\}*/.exec(written[index + 1] ?? '')?.[0] ?? '';
      return this.#embedded(part, before, after);
    });
    return texts.join('');
  }

  /** A missing value gets no binding: whether that is an error is the content's `scope` to say (N-07). */
  #embedded(tree: Expression, before: string, after: string): string {
    const value = this.#allowance.spend(dereference({ kind: 'text', parts: [tree] }, this.scope));
    const text = typeof value === 'object' ? JSON.stringify(value) : value;
    if (before || after) return this.#variable(`${before}${text ?? ''}${after}`);
    return this.#variable(text, outline(tree));
  }

  #variable(value: Value, label = ''): string {
    const name = PLAIN_PATH.test(label) ? label : `b${this.#count}`;
    this.#count += 1;
    if (value !== undefined) this.bindings[name] = value;
    return `{{${BOUND}.[${name}]}}`;
  }
}

function trimmed(text: string, followsReference: boolean, precedesReference: boolean): string {
  const start = followsReference ? text.replace(/^\}+/, '') : text;
  return precedesReference ? start.replace(/[{\\]+$/, '') : start;
}
