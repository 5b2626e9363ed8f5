import type { BrandEmail } from '../../language/content/brand.ts';
import { type EmailFrame, plainFrame } from '../email/email-frame.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Rendering } from '../rendering.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';
import { html, plain } from '../writers.ts';
import type { CompileText } from './compile-text.ts';
import { footerWords } from './footer-words.ts';

const LOGO = styleAttribute({
  display: 'block',
  border: '0',
  width: 'auto',
  height: 'auto',
  'max-width': '100%',
  'max-height': '48px',
  'font-weight': 'bold',
});

/** A bar and the logo above the content, in its column; the footer below the column, in small letters. */
export function standardFrame({ head, header, footer }: BrandEmail, name: string, compile: CompileText): EmailFrame {
  const headContent = compile('head.content', head?.content);
  const logo = compileLogo(header?.logo, name, compile);
  const words = footerWords(compile('footer.content', footer?.content), footer?.content ?? '');
  const bar = header?.barColor ? barOf(header.barColor) : '';
  return {
    ...plainFrame,
    head: (rendering) => headContent(rendering, html),
    header: (rendering) => ({ inside: bar + logo(rendering) }),
    footer: (rendering) => ({ outside: words.html(rendering) }),
    footerText: words.text,
  };
}

function barOf(color: string): string {
  const style = styleAttribute({ height: '6px', 'font-size': '0', 'line-height': '6px', 'background-color': color });
  return `<tr><td ${style}>&nbsp;</td></tr>\n`;
}

/** The image is as high in programs that know only its attribute as in the others; without images the name is read. */
function compileLogo(
  logo: NonNullable<BrandEmail['header']>['logo'],
  name: string,
  compile: CompileText,
): (rendering: Rendering) => string {
  const image = compile('header.logo.image', logo?.image);
  const href = compile('header.logo.href', logo?.href);
  return (rendering) => {
    const source = safeLink(image(rendering, plain));
    if (!source?.startsWith('http')) return '';
    const picture = `<img src="${escapeHtml(source)}" alt="${escapeHtml(name)}" height="48" ${LOGO}>`;
    const link = safeLink(href(rendering, plain));
    const linked = link ? `<a href="${escapeHtml(link)}">${picture}</a>` : picture;
    return `<tr><td style="padding:32px 32px 0">${linked}</td></tr>\n`;
  };
}
