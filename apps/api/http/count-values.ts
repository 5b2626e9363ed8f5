const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
const isOpening = (byte: number) => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number) => byte === 0x5d || byte === 0x7d;

/**
 * How many values JSON text holds, objects and lists among them, in one pass over its bytes: what it will be in memory goes by
 * that, not by its length. Beyond `most` it counts no further. Of text that is no JSON it says nothing.
 */
export function countValues(text: Uint8Array, most: number): number {
  let values = 1;
  let before = 0;
  for (let place = 0; place < text.length && values <= most; place += 1) {
    const byte = text[place] as number;
    if (byte <= SPACE) continue;
    if (byte === QUOTE) place = endOfString(text, place);
    else if (byte === COMMA || isOpening(byte)) values += 1;
    // What is empty was counted with the first of what it does not hold.
    else if (isClosing(byte) && isOpening(before)) values -= 1;
    before = byte;
  }
  return values;
}

/** Where the string ends that begins there. */
function endOfString(text: Uint8Array, start: number): number {
  let place = start + 1;
  while (place < text.length && text[place] !== QUOTE) place += text[place] === BACKSLASH ? 2 : 1;
  return place;
}
