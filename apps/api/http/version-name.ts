/** `v1` for 1, or `v001` where a name has `digits` digits at least. */
export function versionName(number: number, digits = 1): string {
  return `v${String(number).padStart(digits, '0')}`;
}

/** The largest number of a version that a row can hold. */
const MOST = 2 ** 31 - 1;

/** 1 for `v1`, and for `v001`; a number that no version can have is the last one, which none has. */
export function versionNumber(name: string): number {
  return Math.min(Number(name.slice(1)), MOST);
}
