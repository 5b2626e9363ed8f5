const BEGINNING = /<(?:!--|!|\/?[a-z][^\s/>]*)/gi;
const COMMENT = /-?>|[\s\S]*?--!?>/y;
/** A `>` within the quotes of a value ends nothing. */
const TAG = /(?:[^>=]|=\s*"[^"]*"|=\s*'[^']*'|=\s*[^\s"'>][^\s>]*(?=[\s>]|$)|=\s*(?=>))*>/y;
/** What is in them is text until their own tag ends them. */
const TEXT_ONLY = /^(?:style|script|title|textarea|xmp|iframe|noembed|noframes|plaintext)$/;

/**
 * What a reader of HTML is still inside of at the end of a text, in words: a comment, a tag, or an element that only its own
 * tag ends. It would swallow whatever comes after the text. Undefined where there is no such thing.
 */
export function openAtEnd(html: string): string | undefined {
  for (let place = 0; ; ) {
    BEGINNING.lastIndex = place;
    const found = BEGINNING.exec(html);
    if (!found) return undefined;
    const name = found[0].slice(1).toLowerCase();
    const isComment = name === '!--';
    const end = endOf(isComment ? COMMENT : TAG, html, BEGINNING.lastIndex);
    if (end === undefined) return isComment ? 'a comment' : 'a tag';
    const isTextOnly = TEXT_ONLY.test(name);
    place = isTextOnly ? closingOf(name, html, end) : end;
    if (place === -1) return `a ${name} element`;
  }
}

function endOf(pattern: RegExp, html: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(html) ? pattern.lastIndex : undefined;
}

/** Where the tag begins that ends the element; -1 where none does. */
function closingOf(name: string, html: string, from: number): number {
  const rest = html.slice(from).search(new RegExp(`</${name}(?=[\\s/>])`, 'i'));
  return rest === -1 ? -1 : from + rest;
}
