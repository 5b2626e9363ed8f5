import { escapeHtml } from '../escape-html.ts';
import { formatMarkdown, type Marks } from '../markdown.ts';
import { safeLink } from '../safe-link.ts';
import { styleAttribute } from '../style-attribute.ts';

const html = (color: string): Marks => ({
  text: (text) => escapeHtml(text).replaceAll('\n', '<br>'),
  strong: (inner) => `<strong>${inner}</strong>`,
  emphasis: (inner) => `<em>${inner}</em>`,
  link: (label, href) => {
    const link = safeLink(href);
    return link ? `<a href="${escapeHtml(link)}" ${styleAttribute({ color })}>${label}</a>` : label;
  },
});

const text: Marks = {
  text: (plain) => plain,
  strong: (inner) => inner,
  emphasis: (inner) => inner,
  link: (label, href) => {
    const link = safeLink(href);
    return link && link !== label ? `${label} (${link})` : label;
  },
};

/** Rendered text with its markdown, as HTML with links of a color, and as plain text. */
export const formatted = {
  html: (source: string, linkColor: string) => formatMarkdown(source, html(linkColor)),
  text: (source: string) => formatMarkdown(source, text),
};
