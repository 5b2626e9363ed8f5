import type { Template } from '../templates/compile-template.ts';
import { markdown } from '../writers.ts';
import type { CompiledElement } from './element-kind.ts';
import { formatted } from './formatted.ts';

/** A text that may be formatted with a little markdown. */
export function spoken(template: Template): CompiledElement {
  return {
    html: (rendering) => formatted.html(template(rendering, markdown), rendering.colors.link),
    text: (rendering) => formatted.text(template(rendering, markdown)),
  };
}
