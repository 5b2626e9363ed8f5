/** One string for several, another one for each other several. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}
