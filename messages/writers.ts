import { escapeHtml } from './escape-html.ts';
import { protectMarkdown } from './markdown.ts';

/** How a template writes a variable: as `{{x}}`, as `{{{x}}}` or `{{&x}}`, and where an HTML attribute expects a link. */
export interface Writer {
  write(value: string): string;
  writeRaw(value: string): string;
  writeLink(value: string): string;
}

/** For text that is escaped, if at all, when it is put in its place. */
export const plain: Writer = {
  write: (value) => value,
  writeRaw: (value) => value,
  writeLink: (value) => value,
};

/** For text that is formatted afterwards: values cannot bring formatting along, however they are braced. */
export const markdown: Writer = {
  write: protectMarkdown,
  writeRaw: protectMarkdown,
  writeLink: protectMarkdown,
};

/** For an author's own HTML: the only place where triple braces write a value unescaped. */
export const html: Writer = {
  write: escapeHtml,
  writeRaw: (value) => value,
  writeLink: (value) => escapeHtml(isHarmless(value) ? value : '#'),
};

const LINK = /^\s*(https?|mailto|tel):/i;

/** A piece of a link may lack a scheme, but what it has before its first slash must not be able to make one. */
function isHarmless(value: string): boolean {
  const [head = ''] = value.split(/[/?#]/, 1);
  return LINK.test(value) || !head.includes(':');
}
