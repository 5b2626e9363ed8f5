import { cutText } from '../../language/cut-text.ts';

/** A value with no text in it longer than `most` characters, wherever it stands; names of members stay as they are. */
export function cutTexts<Value>(value: Value, most: number): Value {
  return cut(value, most) as Value;
}

function cut(value: unknown, most: number): unknown {
  if (typeof value === 'string') return cutText(value, most, '…');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => cut(member, most));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cut(member, most)]));
}
