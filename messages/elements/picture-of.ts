import { WIDTH } from '../../language/content/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Rendering } from '../rendering.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Template } from '../templates/compile-template.ts';
import { plain } from '../writers.ts';
import { matching } from './matching.ts';

/** An image from the web as HTML, within a link where it has one. Without a source that a message may hold, its alternate text. */
export function pictureOf(
  { source, href, alternate, width }: Record<'source' | 'href' | 'alternate' | 'width', Template>,
  usualWidth?: string,
): (rendering: Rendering) => string {
  const picture = (rendering: Rendering): string => {
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
  return (rendering) => {
    const link = safeLink(href(rendering, plain));
    return link ? `<a href="${escapeHtml(link)}">${picture(rendering)}</a>` : picture(rendering);
  };
}
