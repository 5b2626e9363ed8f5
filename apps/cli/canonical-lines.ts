import { isJsonObject, type Json } from '../../language/json/json.ts';

const INDENT = '  ';

/** JSON in lines, with the members of every object in the order of their names, and texts broken behind their line breaks. */
export function canonicalLines(value: Json): string[] {
  if (typeof value === 'string') return textLines(value);
  const [members, open, close] = Array.isArray(value)
    ? [value.map(canonicalLines), '[', ']']
    : isJsonObject(value)
      ? [memberLines(value), '{', '}']
      : [[], JSON.stringify(value), ''];
  if (members.length === 0) return [open + close];
  const inner = members.flatMap((lines, place) => separated(lines, place === members.length - 1));
  return [open, ...inner.map((line) => INDENT + line), close];
}

function memberLines(value: Record<string, Json>): string[][] {
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, member]) => {
    const [first = '', ...others] = canonicalLines(member);
    return [`${JSON.stringify(name)}: ${first}`, ...others];
  });
}

function separated(lines: string[], isLast: boolean): string[] {
  return isLast ? lines : [...lines.slice(0, -1), `${lines.at(-1)},`];
}

/** As JSON writes it, but for the breaks. */
function textLines(text: string): string[] {
  const pieces = text.split(/(?<=\n)(?!$)/).map((piece) => JSON.stringify(piece).slice(1, -1));
  return `"${pieces.join(`\n${INDENT}`)}"`.split('\n');
}
