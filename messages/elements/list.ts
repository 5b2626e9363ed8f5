import { styleAttribute } from '../style-attribute.ts';
import type { ElementKind } from './element-kind.ts';

const STYLE = styleAttribute({ margin: '0 0 16px', padding: '0 0 0 24px' });

/** Entries with a number or a mark each; what is inside an entry is indented under its first line. */
export const list: ElementKind<'list'> = (element, { children }) => {
  const items = children('elements', element.elements);
  const isOrdered = element.list_type === 'ordered';
  const tag = isOrdered ? 'ol' : 'ul';
  return {
    html: (rendering) => {
      const shown = items.html(rendering);
      return shown.length > 0 ? `<${tag} ${STYLE}>${shown.join('')}</${tag}>` : '';
    },
    text: (rendering) =>
      items
        .text(rendering)
        .map((item, index) => entry(isOrdered ? `${index + 1}. ` : '- ', item))
        .join('\n'),
  };
};

function entry(mark: string, item: string): string {
  return mark + item.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
}
