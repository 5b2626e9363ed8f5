/** `v1` for 1, or `v001` where a name has `digits` digits at least. */
export function versionName(number: number, digits = 1): string {
  return `v${String(number).padStart(digits, '0')}`;
}

/** 1 for `v1`, and for `v001`. */
export function versionNumber(name: string): number {
  return Number(name.slice(1));
}
