import { plain } from '../writers.ts';
import type { ElementKind } from './element-kind.ts';

/** Shows nothing itself: it is the email's subject, or the title on other channels. */
export const meta: ElementKind<'meta'> = (element, { template }) => {
  const title = template('title', element.title);
  return {
    html: () => '',
    text: () => '',
    title: (rendering) => title(rendering, plain),
  };
};
