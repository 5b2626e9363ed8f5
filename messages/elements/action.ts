import { type Align, COLOR } from '../../language/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import { aligned } from './aligned.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

const LINK = styleAttribute({ color: '#1a56db' });

/** A button or link. Where the target is no link that a message may hold, only its label is left. */
export const action: ElementKind<'action'> = (element, { template }) => {
  const content = template('content', element.content);
  const href = template('href', element.href);
  const background = template('background_color', element.background_color);
  const align = element.align ?? 'center';

  return {
    html: (rendering) => {
      const label = escapeHtml(content(rendering, plain));
      const link = safeLink(href(rendering, plain));
      if (!link) return aligned(align, label);
      const style = element.style === 'link' ? LINK : button(align, background(rendering, plain));
      return aligned(align, `<a href="${escapeHtml(link)}" ${style}>${label}</a>`);
    },
    text: (rendering) => {
      const label = content(rendering, plain);
      const link = safeLink(href(rendering, plain));
      return link ? `${label}: ${link}` : label;
    },
  };
};

function button(align: Align, background: string): string {
  return styleAttribute({
    display: align === 'full' ? 'block' : 'inline-block',
    padding: '12px 24px',
    'border-radius': '4px',
    'background-color': matching(COLOR, background) ?? '#1f2937',
    color: '#ffffff',
    'text-decoration': 'none',
  });
}
