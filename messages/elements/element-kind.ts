import type { AnyElement } from '../../language/content/elements.ts';
import type { Blocks } from '../blocks.ts';
import type { Rendering } from '../rendering.ts';
import type { Template } from '../templates/compile-template.ts';

/** An element ready to be rendered. */
export interface CompiledElement {
  html(rendering: Rendering): string;
  /** Its share of a plain-text part. */
  text(rendering: Rendering): string;
  /** What it contributes to the subject or title. */
  title?(rendering: Rendering): string | undefined;
}

/** What a text or an entry of a list says: its content, then its runs. */
export interface Words {
  content?: string | null;
  elements?: readonly AnyElement[] | null;
}

/** What an element needs in order to compile itself: its fields, each in the reader's language where `locales` has it. */
export interface Compilation {
  /** `field` names the place in the element's own JSON. */
  template(field: string, source: string | null | undefined): Template;
  /** `keep` leaves out what is compiled otherwise. */
  children(field: string, elements: readonly AnyElement[], keep?: (element: AnyElement) => boolean): Blocks;
  /** Lists among the elements are left out. */
  words(element: Words): CompiledElement;
}

/** Compiles elements of one type. */
export type ElementKind<Type extends AnyElement['type']> = (
  element: Extract<AnyElement, { type: Type }>,
  compilation: Compilation,
) => CompiledElement;
