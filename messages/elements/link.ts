import { escapeHtml } from '../escape-html.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';
import { lettersOf } from './letters-of.ts';

/** A link within text. Where the target is no link that a message may hold, only its label is left. */
export const link: ElementKind<'link'> = (element, { template }) => {
  const content = template('content', element.content);
  const href = template('href', element.href);
  const color = template('color', element.color);
  return {
    html: (rendering) => {
      const label = escapeHtml(content(rendering, plain));
      const target = safeLink(href(rendering, plain));
      if (!target) return label;
      const letters = lettersOf(element, color(rendering, plain));
      const style = styleAttribute({ ...letters, color: letters.color ?? rendering.colors.link });
      return `<a href="${escapeHtml(target)}" ${style}>${label}</a>`;
    },
    text: (rendering) => {
      const label = content(rendering, plain);
      const target = safeLink(href(rendering, plain));
      return target && target !== label ? `${label} (${target})` : label;
    },
  };
};
