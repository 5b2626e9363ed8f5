/**
 * How many bytes a value takes as JSON, `undefined` none. Of one that takes more than `most` no more is read than shows that,
 * and the answer is above it.
 */
export function bytesOf(value: unknown, most: number): number {
  if (value === undefined) return 0;
  if (typeof value === 'string') return value.length > most ? value.length : Buffer.byteLength(JSON.stringify(value));
  if (typeof value !== 'object' || value === null) return String(value).length;
  let bytes = 2;
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (bytes > most) return bytes;
    const name = typeof key === 'number' ? 0 : Buffer.byteLength(JSON.stringify(key)) + 1;
    bytes += name + 1 + bytesOf(member, most - bytes);
  }
  return bytes;
}
