import type { MarkedLine } from './marked-line.ts';

/** In characters, of a line; and what is shown of it before the place where it differs. */
const LONGEST = 200;
const BEFORE = 60;

/**
 * Lines that are too long, around the place where one that was taken differs from the one given for it; others from their
 * beginning.
 */
export function cutAround(lines: readonly MarkedLine[]): MarkedLine[] {
  const counterparts = counterpartsIn(lines);
  return lines.map((line, place) => {
    if (line.text.length <= LONGEST) return line;
    const start = Math.max(0, firstDifference(line.text, counterparts[place] ?? '') - BEFORE);
    return { ...line, text: cutFrom(line.text, Math.min(start, line.text.length - LONGEST)) };
  });
}

function cutFrom(text: string, start: number): string {
  const end = start + LONGEST;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

/** Of a change, the first line that was taken stands against the first that was given, and so on. */
function counterpartsIn(lines: readonly MarkedLine[]): string[] {
  const counterparts: string[] = [];
  for (let place = 0; place < lines.length; place += 1) {
    const taken = countOf(lines, '-', place);
    const given = countOf(lines, '+', place + taken);
    for (let index = 0; index < Math.min(taken, given); index += 1) {
      const [old, fresh] = [place + index, place + taken + index];
      counterparts[old] = lines[fresh]?.text ?? '';
      counterparts[fresh] = lines[old]?.text ?? '';
    }
    place += Math.max(0, taken + given - 1);
  }
  return counterparts;
}

function countOf(lines: readonly MarkedLine[], mark: MarkedLine['mark'], from: number): number {
  let count = 0;
  while (lines[from + count]?.mark === mark) count += 1;
  return count;
}

function firstDifference(text: string, other: string): number {
  let place = 0;
  while (place < other.length && text[place] === other[place]) place += 1;
  return other === '' ? 0 : place;
}
