import type { Blocks } from './blocks.ts';
import type { CompiledElement } from './elements/element-kind.ts';

/** Blocks as one element; what is empty leaves no gap. */
export function joined(
  blocks: Blocks,
  { html, text }: { html: string; text: string } = { html: '\n', text: '\n\n' },
): CompiledElement {
  return {
    html: (rendering) => blocks.html(rendering).filter(Boolean).join(html),
    text: (rendering) => blocks.text(rendering).filter(Boolean).join(text),
    title: (rendering) => blocks.title(rendering),
  };
}
