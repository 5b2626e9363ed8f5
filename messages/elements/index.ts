import type { Element } from '../../language/elements.ts';
import { action } from './action.ts';
import { divider } from './divider.ts';
import type { ElementKind } from './element-kind.ts';
import { group } from './group.ts';
import { html } from './html.ts';
import { image } from './image.ts';
import { meta } from './meta.ts';
import { quote } from './quote.ts';
import { text } from './text.ts';

/** Every element that content may hold, by its type. */
export const elementKinds = { text, meta, action, divider, image, quote, html, group } satisfies {
  [Type in Element['type']]: ElementKind<Type>;
};
