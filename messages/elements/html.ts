import { plainTextOf } from '../plain-text-of.ts';
import { html as htmlWriter } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';

/**
 * The author's own HTML, as it is. Variables in it are escaped, and where an attribute expects a link only a link is
 * written; triple braces write a value unescaped, here and nowhere else.
 */
export const html: ElementKind<'html'> = (element, { template }) => {
  const content = template('content', element.content);
  return {
    html: (rendering) => content(rendering, htmlWriter),
    text: (rendering) => plainTextOf(content(rendering, htmlWriter)),
  };
};
