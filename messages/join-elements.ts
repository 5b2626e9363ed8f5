import type { CompiledElement } from './elements/element-kind.ts';

/** Several elements as one, in their order; the first title that says something is the title. */
export function joinElements(elements: readonly CompiledElement[]): CompiledElement {
  return {
    html: (rendering) =>
      written(
        elements.map((element) => element.html(rendering)),
        '\n',
      ),
    text: (rendering) =>
      written(
        elements.map((element) => element.text(rendering)),
        '\n\n',
      ),
    title: (rendering) => {
      for (const element of elements) {
        const title = element.title?.(rendering);
        if (title?.trim()) return title;
      }
      return undefined;
    },
  };
}

function written(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}
