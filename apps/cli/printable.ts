/** A text as a terminal may be given it: of control characters it obeys lines only, and the others are written as JSON does. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
