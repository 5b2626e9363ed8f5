import { cutAround } from './cut-around.ts';
import type { MarkedLine } from './marked-line.ts';

/** Lines that are looked at pair by pair: beyond, what lies between the first and the last difference is told as a whole. */
const MOST_PAIRS = 4_000_000;
const CONTEXT = 3;

/** Lines by which two texts differ, marked `-` and `+`, with the lines around them; none where they are alike. */
export function lineDifference(before: readonly string[], after: readonly string[]): string[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [removed, added] = [before, after].map((lines) => lines.slice(head, lines.length - tail)) as [
    string[],
    string[],
  ];
  if (removed.length + added.length === 0) return [];
  const first = before.slice(Math.max(0, head - CONTEXT), head);
  const last = before.slice(before.length - tail, before.length - tail + CONTEXT);
  return shortened(cutAround([...first.map(kept), ...between(removed, added), ...last.map(kept)]));
}

const kept = (text: string): MarkedLine => ({ mark: ' ', text });
const taken = (text: string): MarkedLine => ({ mark: '-', text });
const given = (text: string): MarkedLine => ({ mark: '+', text });

/** By the longest sequence of lines that both have. */
function between(removed: readonly string[], added: readonly string[]): MarkedLine[] {
  if (removed.length * added.length > MOST_PAIRS) return [...removed.map(taken), ...added.map(given)];
  const lengths = commonLengths(removed, added);
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  const lines: MarkedLine[] = [];
  let [row, column] = [0, 0];
  while (row < removed.length || column < added.length) {
    const [old = '', fresh = ''] = [removed[row], added[column]];
    if (row < removed.length && column < added.length && old === fresh) {
      lines.push(kept(old));
      row += 1;
      column += 1;
    } else if (row < removed.length && (column >= added.length || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(taken(old));
      row += 1;
    } else {
      lines.push(given(fresh));
      column += 1;
    }
  }
  return lines;
}

/** How long the common sequence is of what follows each pair of places. */
function commonLengths(removed: readonly string[], added: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: removed.length + 1 }, () => new Uint32Array(added.length + 1));
  for (let row = removed.length - 1; row >= 0; row -= 1) {
    const [own, next] = [lengths[row] as Uint32Array, lengths[row + 1] as Uint32Array];
    for (let column = added.length - 1; column >= 0; column -= 1)
      own[column] =
        removed[row] === added[column]
          ? (next[column + 1] ?? 0) + 1
          : Math.max(next[column] ?? 0, own[column + 1] ?? 0);
  }
  return lengths;
}

/** Long stretches that both have say nothing: what is further from a change than its neighbors is left out. */
function shortened(lines: readonly MarkedLine[]): string[] {
  const shown = new Uint8Array(lines.length);
  for (const [place, { mark }] of lines.entries())
    if (mark !== ' ') shown.fill(1, Math.max(0, place - CONTEXT), place + CONTEXT + 1);
  return lines.flatMap(({ mark, text }, place) => {
    if (shown[place]) return [`${mark} ${text}`];
    return shown[place - 1] ? ['  …'] : [];
  });
}
