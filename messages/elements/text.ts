import { COLOR } from '../../language/element-fields.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Rendering } from '../templates/compile-template.ts';
import { markdown, plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { formatted } from './formatted.ts';
import { matching } from './matching.ts';
import { textLooks } from './text-looks.ts';

/** A paragraph or heading; its content may be formatted with a little markdown. */
export const text: ElementKind<'text'> = (element, { template }) => {
  const content = template('content', element.content);
  const color = template('color', element.color);
  const look = textLooks[element.text_style ?? 'text'];
  const lines = [element.underline && 'underline', element.strikethrough && 'line-through'].filter(Boolean);

  function style(rendering: Rendering): string {
    return styleAttribute({
      margin: '0 0 16px',
      'font-size': look.size,
      'line-height': look.line,
      'text-align': element.align ?? 'left',
      color: matching(COLOR, color(rendering, plain)),
      'font-weight': element.bold ? 'bold' : undefined,
      'font-style': element.italic ? 'italic' : undefined,
      'text-decoration': lines.join(' ') || undefined,
    });
  }

  return {
    html: (rendering) =>
      `<${look.tag} ${style(rendering)}>${formatted.html(content(rendering, markdown))}</${look.tag}>`,
    text: (rendering) => formatted.text(content(rendering, markdown)),
  };
};
