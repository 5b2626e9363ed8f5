/** In characters. */
const MOST_COLUMNS = 80;
/** Of what follows, so that it does not pass for a line of its own. */
const FURTHER = '    ';

/** A line in as many as it takes for 80 columns each, broken between words; a word that is longer is left whole. */
export function wrapLine(line: string): string[] {
  if (line.length <= MOST_COLUMNS) return [line];
  const indent = `${/^ */.exec(line)?.[0]}${FURTHER}`;
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<= )(?=[^ ])/)) {
    const isFull = (current + word).trimEnd().length > MOST_COLUMNS && current.trim() !== '';
    if (isFull) lines.push(current.trimEnd());
    current = isFull ? indent + word : current + word;
  }
  return [...lines, current];
}
