const HEX = /^#([0-9a-f])([0-9a-f])([0-9a-f])$|^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;
const WHITE = '#ffffff';
const DARK = '#111827';
/** The least contrast that WCAG 2 wants of large letters and of what can be told by more than its color. */
const LEAST_CONTRAST = 3;

/** The color for letters on a background: near black on light ones. White where the background is no hex color. */
export function readableOn(background: string): typeof WHITE | typeof DARK {
  return contrastOf(DARK, background) > contrastOf(WHITE, background) ? DARK : WHITE;
}

/** Whether letters of a color can be read on a background. Both are hex colors. */
export function isReadable(color: string, background: string): boolean {
  return contrastOf(color, background) >= LEAST_CONTRAST;
}

function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Between 0, which is also what is no hex color, and 1; as WCAG 2 has it. */
function luminanceOf(color: string): number {
  const digits = HEX.exec(color)?.slice(1).filter(Boolean) ?? [];
  const [red = 0, green = 0, blue = 0] = digits.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(digits: string): number {
  const share = Number.parseInt(digits.length === 1 ? digits.repeat(2) : digits, 16) / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
