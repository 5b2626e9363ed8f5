import type { AnyElement } from '../../language/content/elements.ts';
import { action } from './action.ts';
import { comment } from './comment.ts';
import { divider } from './divider.ts';
import type { ElementKind } from './element-kind.ts';
import { group } from './group.ts';
import { html } from './html.ts';
import { image } from './image.ts';
import { img } from './img.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { listItem } from './list-item.ts';
import { meta } from './meta.ts';
import { quote } from './quote.ts';
import { string } from './string.ts';
import { text } from './text.ts';

/** Every element that content may hold, by its type; the last four stand within a text or a list only. */
export const elementKinds = {
  text,
  meta,
  action,
  divider,
  image,
  quote,
  html,
  group,
  list,
  comment,
  'list-item': listItem,
  string,
  link,
  img,
} satisfies { [Type in AnyElement['type']]: ElementKind<Type> };
