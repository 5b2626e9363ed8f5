import { COLOR } from '../../language/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Rendering } from '../templates/compile-template.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

/** A button or link. Where the target is no link that a message may hold, only its label is left. */
export const action: ElementKind<'action'> = (element, { template }) => {
  const content = template('content', element.content);
  const href = template('href', element.href);
  const background = template('background_color', element.background_color);
  const isLink = element.style === 'link';
  const align = element.align ?? 'center';

  function style(rendering: Rendering): string {
    if (isLink) return styleAttribute({ color: '#1a56db' });
    return styleAttribute({
      display: align === 'full' ? 'block' : 'inline-block',
      padding: '12px 24px',
      'border-radius': '4px',
      'background-color': matching(COLOR, background(rendering, plain)) ?? '#1f2937',
      color: '#ffffff',
      'text-decoration': 'none',
    });
  }

  return {
    html: (rendering) => {
      const label = escapeHtml(content(rendering, plain));
      const link = safeLink(href(rendering, plain));
      const inner = link ? `<a href="${escapeHtml(link)}" ${style(rendering)}>${label}</a>` : label;
      return `<div ${styleAttribute({ margin: '0 0 16px', 'text-align': align === 'full' ? 'center' : align })}>${inner}</div>`;
    },
    text: (rendering) => {
      const label = content(rendering, plain);
      const link = safeLink(href(rendering, plain));
      return link ? `${label}: ${link}` : label;
    },
  };
};
