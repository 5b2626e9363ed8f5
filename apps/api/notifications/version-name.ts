/** `v001` for 1. */
export function versionName(number: number): string {
  return `v${String(number).padStart(3, '0')}`;
}

/** 1 for `v001`, and for `v1`. */
export function versionNumber(name: string): number {
  return Number(name.slice(1));
}
