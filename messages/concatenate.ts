import type { Blocks } from './blocks.ts';

/** Blocks after blocks, in their order. */
export function concatenate(all: readonly Blocks[]): Blocks {
  return {
    html: (rendering) => all.flatMap((blocks) => blocks.html(rendering)),
    text: (rendering) => all.flatMap((blocks) => blocks.text(rendering)),
    title: (rendering) => {
      for (const blocks of all) {
        const title = blocks.title(rendering);
        if (title !== undefined) return title;
      }
      return undefined;
    },
  };
}
