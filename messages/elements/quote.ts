import { COLOR } from '../../language/content/element-fields.ts';
import { styleAttribute } from '../style-attribute.ts';
import { markdown, plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { formatted } from './formatted.ts';
import { matching } from './matching.ts';
import { textAlign } from './text-align.ts';
import { textLooks } from './text-looks.ts';

/** A quotation with a bar at its side; in plain text every line is marked. */
export const quote: ElementKind<'quote'> = (element, { template }) => {
  const content = template('content', element.content);
  const border = template('border_color', element.border_color ?? element.borderColor);
  const look = textLooks[element.text_style ?? 'text'];
  return {
    html: (rendering) => {
      const style = styleAttribute({
        margin: '0 0 16px',
        padding: '4px 16px',
        'border-left': `4px solid ${matching(COLOR, border(rendering, plain)) ?? '#d1d5db'}`,
        'font-size': look.size,
        'line-height': look.line,
        'text-align': textAlign(element.align),
      });
      return `<blockquote ${style}>${formatted.html(content(rendering, markdown), rendering.colors.link)}</blockquote>`;
    },
    text: (rendering) => formatted.text(content(rendering, markdown)).replace(/^/gm, '> '),
  };
};
