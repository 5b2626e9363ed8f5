import { type Align, COLOR } from '../../language/content/element-fields.ts';
import { escapeHtml } from '../escape-html.ts';
import { readableOn } from '../readable-on.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import { aligned } from './aligned.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

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
      const { colors } = rendering;
      const isLink = element.style === 'link';
      const own = matching(COLOR, background(rendering, plain)) ?? colors.button;
      const style = isLink ? styleAttribute({ color: colors.link }) : button(align, own);
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
    'background-color': background,
    color: readableOn(background),
    'text-decoration': 'none',
  });
}
