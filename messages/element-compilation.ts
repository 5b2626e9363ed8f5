import type { AnyElement } from '../language/content/elements.ts';
import type { Blocks } from './blocks.ts';
import type { ContentCompiler } from './content-compiler.ts';
import type { Compilation, CompiledElement, Words } from './elements/element-kind.ts';
import { spoken } from './elements/spoken.ts';
import { inLocale } from './in-locale.ts';
import { joined } from './joined.ts';
import type { Rendering } from './rendering.ts';
import type { Template } from './templates/compile-template.ts';

type Said = { [field: string]: unknown };

/** Compiles many elements; `path` names their array. */
export type CompileElements = (elements: readonly AnyElement[], path: string, compiler: ContentCompiler) => Blocks;

/** Nothing, in place of an element whose index has to stay what problems are named by. */
const NOTHING: AnyElement = { type: 'comment' };

/** Compiles the fields of one element, in all of its languages. Element kinds take its functions one by one. */
export class ElementCompilation implements Compilation {
  readonly #locales: Record<string, Said>;

  constructor(
    element: AnyElement,
    private readonly path: string,
    private readonly compiler: ContentCompiler,
    private readonly compileElements: CompileElements,
  ) {
    this.#locales = ('locales' in element && element.locales) || {};
  }

  readonly template = (field: string, source: string | null | undefined): Template => {
    const own = this.compiler.text(`${this.path}.${field}`, source ?? '');
    const text = this.#localized(own, ({ [field]: said }, at) =>
      typeof said === 'string' ? this.compiler.text(`${at}.${field}`, said) : undefined,
    );
    return (rendering, writer) => text(rendering)(rendering, writer);
  };

  readonly children = (
    field: string,
    elements: readonly AnyElement[],
    keep: (element: AnyElement) => boolean = () => true,
  ): Blocks => {
    const compile = (some: readonly AnyElement[], at: string) =>
      this.compileElements(
        some.map((element) => (keep(element) ? element : NOTHING)),
        `${at}.${field}`,
        this.compiler,
      );
    const blocks = this.#localized(compile(elements, this.path), ({ [field]: said }, at) =>
      Array.isArray(said) ? compile(said, at) : undefined,
    );
    return {
      html: (rendering) => blocks(rendering).html(rendering),
      text: (rendering) => blocks(rendering).text(rendering),
      title: (rendering) => blocks(rendering).title(rendering),
    };
  };

  readonly words = (element: Words): CompiledElement => {
    const own = this.#wordsAt(element, this.path);
    const words = this.#localized(own, (said: Words, at) =>
      said.content == null && said.elements == null ? undefined : this.#wordsAt(said, at),
    );
    return {
      html: (rendering) => words(rendering).html(rendering),
      text: (rendering) => words(rendering).text(rendering),
    };
  };

  #wordsAt({ content, elements }: Words, at: string): CompiledElement {
    const text = spoken(this.compiler.text(`${at}.content`, content ?? ''));
    const parts = (elements ?? []).map((element) => (element.type === 'list' ? NOTHING : element));
    const runs = joined(this.compileElements(parts, `${at}.elements`, this.compiler), { html: '', text: '' });
    return {
      html: (rendering) => text.html(rendering) + runs.html(rendering),
      text: (rendering) => text.text(rendering) + runs.text(rendering),
    };
  }

  #localized<Part>(own: Part, compile: (said: Said, at: string) => Part | undefined): (rendering: Rendering) => Part {
    return inLocale(own, this.#locales, (said, locale) => compile(said, `${this.path}.locales.${locale}`));
  }
}
