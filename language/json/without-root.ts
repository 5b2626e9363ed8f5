/** A path into data as it is written without its root. N-64 */
export function withoutRoot(path: string): string {
  return path.replace(/^data\./, '');
}
