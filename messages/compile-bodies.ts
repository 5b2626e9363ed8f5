import type { Content } from '../language/content/content.ts';
import type { Element } from '../language/content/elements.ts';
import type { ChannelElement, RawContent, TopElement } from '../language/content/top-element.ts';
import { compileElements } from './compile-elements.ts';
import { compileRaw } from './compile-raw.ts';
import { compileSugar } from './compile-sugar.ts';
import { concatenate } from './concatenate.ts';
import type { ContentCompiler } from './content-compiler.ts';
import type { CompiledElement } from './elements/element-kind.ts';
import { Flow } from './flow.ts';
import { inLocale } from './in-locale.ts';
import { joined } from './joined.ts';
import type { Rendering } from './rendering.ts';

/** The channel whose bodies stand in for every channel without one. */
export const OTHER_CHANNELS = 'default';

/** What one channel shows. */
export interface CompiledBody {
  /** False where its `if` does not hold: then the next body of the channel is shown. */
  isShown(rendering: Rendering): boolean;
  element: CompiledElement;
  /** Its html is a whole document of the author's own. */
  isDocument(rendering: Rendering): boolean;
}

type Said = { elements?: readonly Element[] | null; raw?: RawContent | null };

/**
 * The bodies of a content, by channel. What stands beside the channel elements is the last body of every other channel,
 * unless it is titles only; then it still titles the channel elements that have none.
 */
export function compileBodies(content: Content, path: string, compiler: ContentCompiler): Map<string, CompiledBody[]> {
  const elements = content.elements ?? [];
  const shared = joined(
    concatenate([
      compileSugar(content, path, compiler),
      compileElements(elements.map(sharedOnly), `${path}.elements`, compiler),
    ]),
  );
  const bodies = new Map<string, CompiledBody[]>();
  const add = (channel: string, body: CompiledBody) => bodies.set(channel, [...(bodies.get(channel) ?? []), body]);
  elements.forEach((element, index) => {
    if (element.type !== 'channel') return;
    add(element.channel, compileChannel(element, shared, `${path}.elements.${index}`, compiler));
  });
  if (bodies.size === 0 || hasSharedBody(content, elements)) {
    add(OTHER_CHANNELS, { isShown: () => true, element: shared, isDocument: () => false });
  }
  return bodies;
}

function compileChannel(
  channel: ChannelElement,
  shared: CompiledElement,
  path: string,
  compiler: ContentCompiler,
): CompiledBody {
  const flow = new Flow(channel, path, compiler);
  const said = inLocale(compileSaid(channel, path, compiler), channel.locales, (other, locale) =>
    other.elements || other.raw ? compileSaid(other, `${path}.locales.${locale}`, compiler) : undefined,
  );
  const element = joined(
    flow.over({
      html: (rendering) => said(rendering).element.html(rendering),
      text: (rendering) => said(rendering).element.text(rendering),
      title: (rendering) => said(rendering).element.title?.(rendering),
    }),
  );
  return {
    isShown: (rendering) => !flow.turns(rendering).next().done,
    element: { ...element, title: (rendering) => element.title?.(rendering) || shared.title?.(rendering) },
    isDocument: (rendering) => said(rendering).isDocument,
  };
}

function compileSaid({ elements, raw }: Said, path: string, compiler: ContentCompiler) {
  const isRaw = !elements && raw;
  return {
    element: isRaw
      ? compileRaw(raw, `${path}.raw`, compiler)
      : joined(compileElements(elements ?? [], `${path}.elements`, compiler)),
    isDocument: Boolean(isRaw && typeof raw.html === 'string'),
  };
}

/** Keeps an element's index, by which problems name it. */
function sharedOnly(element: TopElement): Element {
  return element.type === 'channel' ? { type: 'comment' } : element;
}

function hasSharedBody({ body }: Content, elements: readonly TopElement[]): boolean {
  return typeof body === 'string' || elements.some(({ type }) => !['channel', 'meta', 'comment'].includes(type));
}
