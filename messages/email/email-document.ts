import { escapeHtml } from '../escape-html.ts';
import type { Rendering } from '../rendering.ts';
import type { EmailFrame } from './email-frame.ts';
import { FONT } from './font.ts';

const LETTERS = `font-family:${FONT};font-size:16px;line-height:24px;word-break:break-word`;
/** A table that is there for the sake of its place, and says nothing to a screen reader. */
const TABLE = 'table role="presentation" cellpadding="0" cellspacing="0" border="0"';
/** Of content whose reader's language is not known. */
const SOME_LANGUAGE = 'en';

interface Letter {
  /** HTML of the elements. */
  content: string;
  title: string;
}

/**
 * A complete HTML document around an e-mail's elements: one column, which is as wide as its frame says and on a smaller screen
 * as wide as that, styles inline, system fonts.
 * @param part Gives what each of its parts is rendered with.
 */
export function emailDocument({ content, title }: Letter, frame: EmailFrame, part: () => Rendering): string {
  const header = frame.header(part());
  const footer = frame.footer(part());
  const style = `padding:32px 32px 16px;${LETTERS};color:${part().colors.text}`;
  const rows = `${header.inside ?? ''}<tr><td style="${style}">\n${content}\n</td></tr>\n`;
  const columns = [column(frame, header.outside), column(frame, rows, frame.surface), column(frame, footer.outside)];
  return `<!doctype html>
<html lang="${escapeHtml(part().locales[0] ?? SOME_LANGUAGE)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title>
${frame.head(part())}</head>
<body style="margin:0;padding:0;background-color:${frame.background}">
<${TABLE} width="100%" style="background-color:${frame.background}">
<tr><td align="center" style="padding:24px 12px">
${columns.join('')}</td></tr>
${footer.across ?? ''}</table>
</body>
</html>
`;
}

/** Old programs read the attribute, all others the style. */
function column({ width }: EmailFrame, rows: string | undefined, background?: string): string {
  if (!rows) return '';
  const color = background ? `;background-color:${background}` : '';
  return `<${TABLE} width="${width}" style="width:100%;max-width:${width}px${color}">\n${rows}</table>\n`;
}
