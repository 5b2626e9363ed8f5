import { safeLink } from '../safe-link.ts';
import { plain } from '../writers.ts';
import { aligned } from './aligned.ts';
import type { ElementKind } from './element-kind.ts';
import { pictureOf } from './picture-of.ts';

/** An image from the web. Without a source that a message may hold, its alternate text stands in its place. */
export const image: ElementKind<'image'> = (element, { template }) => {
  const source = template('src', element.src);
  const href = template('href', element.href);
  const alternate = template('alt_text', element.alt_text ?? element.altText);
  const width = template('width', element.width);
  const align = element.align ?? 'center';
  const picture = pictureOf({ source, href, alternate, width }, align === 'full' ? '100%' : undefined);

  return {
    html: (rendering) => aligned(align, picture(rendering)),
    text: (rendering) => {
      const link = safeLink(href(rendering, plain));
      return [alternate(rendering, plain), link].filter(Boolean).join(': ');
    },
  };
};
