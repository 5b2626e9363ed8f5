import type { Content } from '../language/content.ts';
import type { CompileField } from './compile-elements.ts';
import type { CompiledElement } from './elements/element-kind.ts';
import { meta } from './elements/meta.ts';
import { text } from './elements/text.ts';
import { joinElements } from './join-elements.ts';

/** A name or dotted path in single braces that is no part of a double-braced or `${…}` expression. */
const SINGLE_BRACES = /(?<![{$])\{\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\}(?!\})/g;

/** Compiles `{title, body}` as a title and a paragraph, in which `{name}` means the same as `{{name}}` (§11.3). */
export function compileSugar({ title, body }: Content, path: string, field: CompileField): CompiledElement {
  const compilation = (name: string) => ({
    template: (_: string, source?: string | null) => field(`${path}.${name}`, doubleBraces(source ?? '')),
    children: () => joinElements([]),
  });
  return joinElements([
    meta({ type: 'meta', title }, compilation('title')),
    ...(typeof body === 'string' ? [text({ type: 'text', content: body }, compilation('body'))] : []),
  ]);
}

function doubleBraces(source: string): string {
  return source.replace(SINGLE_BRACES, '{{$1}}');
}
