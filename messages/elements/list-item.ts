import { COLOR } from '../../language/content/element-fields.ts';
import { joined } from '../joined.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { matching } from './matching.ts';

/** An entry of a list: its words, and below them the lists inside it. */
export const listItem: ElementKind<'list-item'> = (element, { template, children, words }) => {
  const own = words(element);
  const lists = joined(
    children('elements', element.elements ?? [], ({ type }) => type === 'list'),
    { html: '', text: '\n' },
  );
  const background = template('background_color', element.background_color);
  return {
    html: (rendering) => {
      const style = styleAttribute({
        margin: '0 0 4px',
        'background-color': matching(COLOR, background(rendering, plain)),
      });
      return `<li ${style}>${own.html(rendering)}${lists.html(rendering)}</li>`;
    },
    text: (rendering) => [own.text(rendering), lists.text(rendering)].filter(Boolean).join('\n'),
  };
};
