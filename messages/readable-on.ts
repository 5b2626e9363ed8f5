const HEX = /^#([0-9a-f])([0-9a-f])([0-9a-f])$|^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;
/** The luminance on which white and near black can be told apart equally well. */
const MIDDLE = 0.18;

/** The color for letters on a background: near black on light ones. White where the background is no hex color. */
export function readableOn(background: string): '#ffffff' | '#111827' {
  return luminanceOf(background) > MIDDLE ? '#111827' : '#ffffff';
}

/** Between 0 and 1, as WCAG 2 has it. */
function luminanceOf(color: string): number {
  const digits = HEX.exec(color)?.slice(1).filter(Boolean) ?? ['0', '0', '0'];
  const [red = 0, green = 0, blue = 0] = digits.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(digits: string): number {
  const share = Number.parseInt(digits.length === 1 ? digits.repeat(2) : digits, 16) / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
