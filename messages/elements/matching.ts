/** The text when it has the form that its place in a style demands, else undefined: the property is then left out. */
export function matching(pattern: RegExp, text: string): string | undefined {
  return pattern.test(text.trim()) ? text.trim() : undefined;
}
