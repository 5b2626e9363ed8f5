import { joined } from '../joined.ts';
import type { ElementKind } from './element-kind.ts';

/** Elements that come and go together. */
export const group: ElementKind<'group'> = (element, { children }) => joined(children('elements', element.elements));
