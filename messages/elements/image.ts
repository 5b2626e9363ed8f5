import { WIDTH } from '../../language/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Rendering, Template } from '../templates/compile-template.ts';
import { plain } from '../writers.ts';
import { aligned } from './aligned.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

/** An image from the web. Without a source that a message may hold, its alternate text stands in its place. */
export const image: ElementKind<'image'> = (element, { template }) => {
  const source = template('src', element.src);
  const href = template('href', element.href);
  const alternate = template('alt_text', element.alt_text);
  const width = template('width', element.width);
  const align = element.align ?? 'center';
  const picture = pictureOf({ source, alternate, width }, align === 'full' ? '100%' : undefined);

  return {
    html: (rendering) => {
      const link = safeLink(href(rendering, plain));
      const inner = picture(rendering);
      return aligned(align, link ? `<a href="${escapeHtml(link)}">${inner}</a>` : inner);
    },
    text: (rendering) => {
      const link = safeLink(href(rendering, plain));
      return [alternate(rendering, plain), link].filter(Boolean).join(': ');
    },
  };
};

function pictureOf(
  { source, alternate, width }: Record<'source' | 'alternate' | 'width', Template>,
  usualWidth: string | undefined,
): (rendering: Rendering) => string {
  return (rendering) => {
    const alt = escapeHtml(alternate(rendering, plain));
    const link = safeLink(source(rendering, plain));
    if (!link?.startsWith('http')) return alt;
    const style = styleAttribute({
      'max-width': '100%',
      border: '0',
      width: matching(WIDTH, width(rendering, plain)) ?? usualWidth,
    });
    return `<img src="${escapeHtml(link)}" alt="${alt}" ${style}>`;
  };
}
