import { WIDTH } from '../../language/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Rendering } from '../templates/compile-template.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

/** An image from the web. Without a source that a message may hold, its alternate text stands in its place. */
export const image: ElementKind<'image'> = (element, { template }) => {
  const source = template('src', element.src);
  const href = template('href', element.href);
  const alternate = template('alt_text', element.alt_text);
  const width = template('width', element.width);
  const align = element.align ?? 'center';

  function picture(rendering: Rendering): string {
    const alt = escapeHtml(alternate(rendering, plain));
    const link = safeLink(source(rendering, plain));
    if (!link?.startsWith('http')) return alt;
    const full = align === 'full' ? '100%' : undefined;
    const style = styleAttribute({
      'max-width': '100%',
      border: '0',
      width: matching(WIDTH, width(rendering, plain)) ?? full,
    });
    return `<img src="${escapeHtml(link)}" alt="${alt}" ${style}>`;
  }

  return {
    html: (rendering) => {
      const link = safeLink(href(rendering, plain));
      const inner = link ? `<a href="${escapeHtml(link)}">${picture(rendering)}</a>` : picture(rendering);
      return `<div ${styleAttribute({ margin: '0 0 16px', 'text-align': align === 'full' ? 'center' : align })}>${inner}</div>`;
    },
    text: (rendering) => {
      const link = safeLink(href(rendering, plain));
      return [alternate(rendering, plain), link].filter(Boolean).join(': ');
    },
  };
};
