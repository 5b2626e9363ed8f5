/**
 * How large the HTML part of a mail may be, in bytes of UTF-8. Above it a mail program may show the beginning only, and so not
 * the end, where one unsubscribes.
 */
export const MOST_BYTES = 102_000;

const encoder = new TextEncoder();

/** Whether a mail program will show all of it. */
export function fits(html: string): boolean {
  return html.length <= MOST_BYTES && encoder.encode(html).length <= MOST_BYTES;
}
