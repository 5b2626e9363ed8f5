/** How each piece of formatted text is written; `inner` and `label` are already written. */
export interface Marks {
  text(text: string): string;
  strong(inner: string): string;
  emphasis(inner: string): string;
  link(label: string, href: string): string;
}

const MARKS = '*_[]()';
/** Code points that Unicode reserves for use inside one program. */
const STAND_INS = '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5';

/** Every alternative stops at its own delimiter, so matching takes linear time. */
const INLINE =
  /\[(?<label>[^[\]\n]+)\]\((?<href>[^()\s]+)\)|\*\*(?<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*|(?<![\w*])\*(?<star>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|(?<!\w)_(?<under>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/gu;

/** Makes a variable's value inert: whatever it holds, it formats nothing. Undone by `formatMarkdown`. */
export function protectMarkdown(value: string): string {
  const withoutStandIns = value.replace(/[\uFDD0-\uFDD5]/g, '\uFFFD');
  return withoutStandIns.replace(/[*_[\]()]/g, (mark) => STAND_INS[MARKS.indexOf(mark)] as string);
}

/** Writes text with the markdown that messages know: `**bold**`, `*italic*` or `_italic_`, `[label](link)`. */
export function formatMarkdown(source: string, marks: Marks): string {
  const written: string[] = [];
  let end = 0;
  for (const match of source.matchAll(INLINE)) {
    written.push(marks.text(restore(source.slice(end, match.index))), formatMatch(match.groups ?? {}, marks));
    end = match.index + match[0].length;
  }
  written.push(marks.text(restore(source.slice(end))));
  return written.join('');
}

function formatMatch({ label, href, strong, star, under }: Record<string, string | undefined>, marks: Marks): string {
  if (label && href) return marks.link(formatMarkdown(label, marks), restore(href));
  if (strong) return marks.strong(formatMarkdown(strong, marks));
  return marks.emphasis(formatMarkdown(star ?? under ?? '', marks));
}

function restore(text: string): string {
  return text.replace(/[\uFDD0-\uFDD5]/g, (standIn) => MARKS[STAND_INS.indexOf(standIn)] as string);
}
