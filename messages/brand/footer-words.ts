import type { CompiledElement } from '../elements/element-kind.ts';
import { formatted } from '../elements/formatted.ts';
import { FONT } from '../email/font.ts';
import { plainTextOf } from '../plain-text-of.ts';
import { styleAttribute } from '../style-attribute.ts';
import type { Template } from '../templates/compile-template.ts';
import { html, markdown } from '../writers.ts';

const COLOR = '#4b5563';
const CELL = styleAttribute({
  padding: '24px 32px',
  'font-family': FONT,
  'font-size': '13px',
  'line-height': '20px',
  'text-align': 'center',
  color: COLOR,
});

/** What a brand's footer says: the author's own HTML where it holds a tag, and otherwise paragraphs with a little markdown. */
export function footerWords(content: Template, source: string): CompiledElement {
  const isHtml = /<\/?[a-z!]/i.test(source);
  const row = (inner: string) => (inner.trim() ? `<tr><td ${CELL}>${inner}</td></tr>\n` : '');
  if (isHtml) {
    return {
      html: (rendering) => row(content(rendering, html)),
      text: (rendering) => plainTextOf(content(rendering, html)),
    };
  }
  return {
    html: (rendering) =>
      row(
        content(rendering, markdown)
          .trim()
          .split(/\n{2,}/)
          .filter(Boolean)
          .map(paragraph)
          .join(''),
      ),
    text: (rendering) => formatted.text(content(rendering, markdown)).trim(),
  };
}

function paragraph(source: string): string {
  return `<p style="margin:0 0 8px">${formatted.html(source, COLOR)}</p>`;
}
