import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { lettersOf } from './letters-of.ts';
import { spoken } from './spoken.ts';

/** A run of text with a look of its own. */
export const string: ElementKind<'string'> = (element, { template }) => {
  const content = spoken(template('content', element.content));
  const color = template('color', element.color);
  return {
    html: (rendering) => {
      const letters = lettersOf(element, color(rendering, plain));
      const inner = content.html(rendering);
      return Object.values(letters).some(Boolean) ? `<span ${styleAttribute(letters)}>${inner}</span>` : inner;
    },
    text: (rendering) => content.text(rendering),
  };
};
