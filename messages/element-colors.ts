/** The colors of elements that name none themselves, as they stand in a style. */
export interface ElementColors {
  button: string;
  link: string;
}

const USUAL: ElementColors = { button: '#1f2937', link: '#1a56db' };

/** @param primary The brand's own color, which buttons and links take on. */
export function elementColors(primary?: string): ElementColors {
  return primary === undefined ? USUAL : { button: primary, link: primary };
}
