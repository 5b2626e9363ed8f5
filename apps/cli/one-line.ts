/** A text without line breaks: what an author named with one would pass for a line of ours. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\t-\r]+/g, ' ').trimEnd();
}
