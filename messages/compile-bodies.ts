import type { Content } from '../language/content.ts';
import type { ChannelElement, Element, TopElement } from '../language/elements.ts';
import { type CompileField, compileElements } from './compile-elements.ts';
import { compileRaw } from './compile-raw.ts';
import { compileSugar } from './compile-sugar.ts';
import type { CompiledElement } from './elements/element-kind.ts';
import { joinElements } from './join-elements.ts';

/** The channel whose body stands in for every channel without one. */
export const OTHER_CHANNELS = 'default';

/** What one channel shows. */
export interface CompiledBody {
  element: CompiledElement;
  /** Its html is a whole document of the author's own. */
  isDocument: boolean;
}

/**
 * The bodies of a content, by channel. What stands beside the channel elements is the body of every other channel,
 * unless it is titles only; then it still titles the channel elements that have none.
 */
export function compileBodies(content: Content, path: string, field: CompileField): Map<string, CompiledBody> {
  const elements = content.elements ?? [];
  const shared = joinElements([
    compileSugar(content, path, field),
    compileElements(elements.map(sharedOnly), `${path}.elements`, field),
  ]);
  const bodies = new Map<string, CompiledBody>();
  elements.forEach((element, index) => {
    if (element.type !== 'channel' || bodies.has(element.channel)) return;
    bodies.set(element.channel, compileChannel(element, shared, `${path}.elements.${index}`, field));
  });
  if (!bodies.has(OTHER_CHANNELS) && (bodies.size === 0 || hasSharedBody(content, elements))) {
    bodies.set(OTHER_CHANNELS, { element: shared, isDocument: false });
  }
  return bodies;
}

function compileChannel(
  { elements, raw }: ChannelElement,
  shared: CompiledElement,
  path: string,
  field: CompileField,
): CompiledBody {
  const element =
    !elements && raw
      ? compileRaw(raw, `${path}.raw`, field)
      : compileElements(elements ?? [], `${path}.elements`, field);
  return {
    element: { ...element, title: (rendering) => element.title?.(rendering) || shared.title?.(rendering) },
    isDocument: !elements && typeof raw?.html === 'string',
  };
}

/** Keeps an element's index, by which problems name it. */
function sharedOnly(element: TopElement): Element {
  return element.type === 'channel' ? { type: 'group', elements: [] } : element;
}

function hasSharedBody({ body }: Content, elements: readonly TopElement[]): boolean {
  return typeof body === 'string' || elements.some(({ type }) => type !== 'channel' && type !== 'meta');
}
