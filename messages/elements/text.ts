import type { Rendering } from '../rendering.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { lettersOf } from './letters-of.ts';
import { textAlign } from './text-align.ts';
import { textLooks } from './text-looks.ts';

/** A paragraph or heading; its words may be formatted with a little markdown. */
export const text: ElementKind<'text'> = (element, { template, words }) => {
  const content = words(element);
  const color = template('color', element.color);
  const look = textLooks[element.text_style ?? 'text'];

  function style(rendering: Rendering): string {
    return styleAttribute({
      margin: '0 0 16px',
      'font-size': look.size,
      'line-height': look.line,
      'text-align': textAlign(element.align),
      ...lettersOf(element, color(rendering, plain)),
    });
  }

  return {
    html: (rendering) => `<${look.tag} ${style(rendering)}>${content.html(rendering)}</${look.tag}>`,
    text: (rendering) => content.text(rendering),
  };
};
