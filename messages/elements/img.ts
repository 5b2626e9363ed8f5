import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { pictureOf } from './picture-of.ts';

/** An image within text; in plain text its alternate text. */
export const img: ElementKind<'img'> = (element, { template }) => {
  const alternate = template('alt_text', element.alt_text);
  const html = pictureOf({
    source: template('src', element.src),
    href: template('href', element.href),
    alternate,
    width: template('width', element.width),
  });
  return { html, text: (rendering) => alternate(rendering, plain) };
};
