/** Text for a subject or title: line breaks and other control characters become one space each run. */
export function singleLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
