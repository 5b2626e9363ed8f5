import type { Element } from '../../language/elements.ts';
import type { Rendering, Template } from '../templates/compile-template.ts';

/** An element, or several, ready to be rendered. */
export interface CompiledElement {
  html(rendering: Rendering): string;
  /** Its share of a plain-text part; elements are parted by empty lines. */
  text(rendering: Rendering): string;
  /** What it contributes to the subject or title. */
  title?(rendering: Rendering): string | undefined;
}

/** What an element needs in order to compile itself; `field` names the place in its own JSON. */
export interface Compilation {
  template(field: string, source: string | null | undefined): Template;
  children(field: string, elements: readonly Element[]): CompiledElement;
}

/** Compiles elements of one type. */
export type ElementKind<Type extends Element['type']> = (
  element: Extract<Element, { type: Type }>,
  compilation: Compilation,
) => CompiledElement;
