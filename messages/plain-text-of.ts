const TAG = /<(?<slash>\/?)(?<name>[a-z][a-z0-9]*|!)?[^<>]*>/gi;
const UNSEEN = ['head', 'style', 'script', 'title'];
const BREAKS = ['br', 'p', 'div', 'tr', 'table', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'hr', 'blockquote'];
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a reader sees of HTML, for a message's plain-text part. Linear in its input; not a sanitizer. */
export function plainTextOf(html: string): string {
  const pieces: string[] = [];
  let unseen: string | undefined;
  let end = 0;
  for (const match of html.matchAll(TAG)) {
    const name = match.groups?.name?.toLowerCase() ?? '';
    if (!unseen) pieces.push(html.slice(end, match.index).replace(/\s+/g, ' '));
    if (BREAKS.includes(name)) pieces.push('\n');
    if (!unseen && UNSEEN.includes(name) && !match.groups?.slash) unseen = name;
    else if (unseen === name && match.groups?.slash) unseen = undefined;
    end = match.index + match[0].length;
  }
  if (!unseen) pieces.push(html.slice(end).replace(/\s+/g, ' '));
  return decodeEntities(tidyLines(pieces.join('')));
}

function tidyLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).join('\n');
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]{2,6}));/gi, (entity, code?: string, name?: string) => {
    if (code) return Number(code) > 31 && Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : ' ';
    return ENTITIES[name?.toLowerCase() ?? ''] ?? entity;
  });
}
