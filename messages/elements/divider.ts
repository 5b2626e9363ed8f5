import { COLOR } from '../../language/content/element-fields.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

/** A line across the message. */
export const divider: ElementKind<'divider'> = (element, { template }) => {
  const color = template('color', element.color);
  return {
    html: (rendering) => {
      const line = matching(COLOR, color(rendering, plain)) ?? '#d1d5db';
      return `<hr ${styleAttribute({ border: '0', 'border-top': `1px solid ${line}`, margin: '24px 0' })}>`;
    },
    text: () => '---',
  };
};
