import type { TemplateOverride } from '../../language/content/brand.ts';
import { type EmailFrame, plainFrame } from '../email/email-frame.ts';
import { plainTextOf } from '../plain-text-of.ts';
import { html } from '../writers.ts';
import type { CompileText } from './compile-text.ts';

/** The author's own HTML around the content: nothing else of the brand is shown, but for its colors. */
export function overrideFrame(override: TemplateOverride, compile: CompileText): EmailFrame {
  const head = compile('templateOverride.head', override.head);
  const header = compile('templateOverride.header', override.header);
  const footer = compile('templateOverride.footer', override.footer);
  const { width, backgroundColor, blocksBackgroundColor, footerBackgroundColor, footerFullWidth } = override;
  return {
    width: width ? Number.parseInt(width, 10) : plainFrame.width,
    background: backgroundColor ?? plainFrame.background,
    surface: blocksBackgroundColor ?? plainFrame.surface,
    head: (rendering) => head(rendering, html),
    header: (rendering) => ({ outside: row(header(rendering, html)) }),
    footer: (rendering) => {
      const rows = row(footer(rendering, html), footerBackgroundColor);
      return footerFullWidth ? { across: rows } : { outside: rows };
    },
    footerText: (rendering) => plainTextOf(footer(rendering, html)),
  };
}

function row(inner: string, background?: string): string {
  const style = background ? ` style="background-color:${background}"` : '';
  return inner.trim() ? `<tr><td${style}>${inner}</td></tr>\n` : '';
}
