import { isReadable, readableOn } from './readable-on.ts';

/** The colors of elements that name none themselves, as they stand in a style. */
export interface ElementColors {
  text: string;
  button: string;
  link: string;
}

const BUTTON = '#1f2937';
const LINK = '#1a56db';

/**
 * @param surface What the elements stand on.
 * @param primary The brand's own color, which buttons take on, and links unless they could not be read.
 */
export function elementColors(surface: string, primary?: string): ElementColors {
  const text = readableOn(surface);
  const link = [primary, LINK].find((color) => color !== undefined && isReadable(color, surface));
  return { text, button: primary ?? BUTTON, link: link ?? text };
}
