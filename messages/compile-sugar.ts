import type { Content } from '../language/content/content.ts';
import type { Blocks } from './blocks.ts';
import { concatenate } from './concatenate.ts';
import type { ContentCompiler } from './content-compiler.ts';
import type { Compilation } from './elements/element-kind.ts';
import { meta } from './elements/meta.ts';
import { spoken } from './elements/spoken.ts';
import { text } from './elements/text.ts';
import { Flow } from './flow.ts';

/** A name or dotted path in single braces that is no part of a double-braced or `${…}` expression; after a backslash it is text. */
const SINGLE_BRACES = /(?<![{$\\])(\\?)\{\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\}(?!\})/g;

/** Compiles `{title, body}` as a title and a paragraph, in which `{name}` means the same as `{{name}}` (§11.3). */
export function compileSugar({ title, body }: Content, path: string, compiler: ContentCompiler): Blocks {
  const compilation = (name: string): Compilation => {
    const template = (_: string, source?: string | null) =>
      compiler.text(`${path}.${name}`, doubleBraces(source ?? ''));
    return { template, children: () => concatenate([]), words: ({ content }) => spoken(template('content', content)) };
  };
  const always = new Flow({}, path, compiler);
  return concatenate([
    always.over(meta({ type: 'meta', title }, compilation('title'))),
    ...(typeof body === 'string' ? [always.over(text({ type: 'text', content: body }, compilation('body')))] : []),
  ]);
}

function doubleBraces(source: string): string {
  return source.replace(SINGLE_BRACES, (whole, backslash, name) => (backslash ? whole.slice(1) : `{{${name}}}`));
}
