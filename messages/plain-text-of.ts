import { safeLink } from './safe-link.ts';

const TAG = /<(?<slash>\/?)(?<name>[a-z][a-z0-9]*|!)?(?<attributes>[^<>]*)>/gi;
const UNSEEN = ['head', 'style', 'script', 'title'];
const BREAKS = ['br', 'p', 'div', 'tr', 'table', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'hr', 'blockquote'];
const ALT = /(?:^|[\s"'])alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;
const HREF = /(?:^|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What a reader sees of HTML, for a message's plain-text part: links with their targets, entries of lists with dashes, images by
 * their alternate text. Linear in its input; not a sanitizer.
 */
export function plainTextOf(html: string): string {
  const reader = new Reader();
  let end = 0;
  for (const { 0: tag, index, groups = {} } of html.matchAll(TAG)) {
    reader.text(html.slice(end, index));
    reader.tag(groups.name?.toLowerCase() ?? '', Boolean(groups.slash), groups.attributes ?? '');
    end = index + tag.length;
  }
  reader.text(html.slice(end));
  return decodeEntities(tidyLines(reader.pieces.join('')));
}

class Reader {
  readonly pieces: string[] = [];
  /** The element inside which nothing is seen. */
  #unseen: string | undefined;
  #link: { from: number; href: string } | undefined;

  text(text: string): void {
    if (!this.#unseen) this.pieces.push(text.replace(/\s+/g, ' '));
  }

  tag(name: string, isEnd: boolean, attributes: string): void {
    if (BREAKS.includes(name)) this.pieces.push(name === 'li' && !isEnd ? '\n- ' : '\n');
    if (this.#unseen) {
      if (this.#unseen === name && isEnd) this.#unseen = undefined;
      return;
    }
    if (UNSEEN.includes(name) && !isEnd) this.#unseen = name;
    if (name === 'img') this.pieces.push(attributeOf('alt', attributes));
    if (name !== 'a') return;
    if (isEnd) this.#target();
    this.#link = isEnd ? undefined : { from: this.pieces.length, href: attributeOf('href', attributes) };
  }

  /** Behind its label, unless that says as much. */
  #target(): void {
    const { from, href = '' } = this.#link ?? {};
    const link = safeLink(href);
    const label = this.pieces
      .slice(from ?? this.pieces.length)
      .join('')
      .trim();
    if (link && label !== link) this.pieces.push(label ? ` (${link})` : link);
  }
}

/** Its value as it is written, entities and all. */
function attributeOf(name: 'alt' | 'href', attributes: string): string {
  const pattern = name === 'alt' ? ALT : HREF;
  const [, double, single, bare] = pattern.exec(attributes) ?? [];
  return double ?? single ?? bare ?? '';
}

function tidyLines(text: string): string {
  const lines = text
    .replace(/\n- \s+/g, '\n- ')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line !== '' && line !== '-').join('\n');
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]{2,6}));/gi, (entity, code?: string, name?: string) => {
    if (code) return Number(code) > 31 && Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : ' ';
    return ENTITIES[name?.toLowerCase() ?? ''] ?? entity;
  });
}
