/**
 * The beginning of a text, of at most `most` characters, and `mark` where something was cut off. A surrogate pair is cut off
 * whole: PostgreSQL refuses half of one.
 */
export function cutText(text: string, most: number, mark = ''): string {
  return text.length > most ? text.slice(0, most).replace(/\p{Surrogate}$/u, '') + mark : text;
}
