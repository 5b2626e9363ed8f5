import type { RawContent } from '../language/content/top-element.ts';
import type { ContentCompiler } from './content-compiler.ts';
import type { CompiledElement } from './elements/element-kind.ts';
import { formatted } from './elements/formatted.ts';
import { plainTextOf } from './plain-text-of.ts';
import { html as htmlWriter, markdown, plain } from './writers.ts';

/** A channel's `raw` content: its html is a document of the author's own, the text may hold markdown. */
export function compileRaw(raw: RawContent, path: string, compiler: ContentCompiler): CompiledElement {
  const titleField = raw.subject ? 'subject' : 'title';
  const title = compiler.text(`${path}.${titleField}`, raw[titleField] ?? '');
  const html = compiler.text(`${path}.html`, raw.html ?? '');
  const text = compiler.text(`${path}.text`, raw.text ?? '');
  const hasHtml = typeof raw.html === 'string';
  const hasText = typeof raw.text === 'string';
  return {
    title: (rendering) => title(rendering, plain),
    html: (rendering) =>
      hasHtml ? html(rendering, htmlWriter) : formatted.html(text(rendering, markdown), rendering.colors.link),
    text: (rendering) =>
      hasText ? formatted.text(text(rendering, markdown)) : plainTextOf(html(rendering, htmlWriter)),
  };
}
