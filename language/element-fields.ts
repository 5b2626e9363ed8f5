import { z } from 'zod';

/** Colors that can stand in a style without ending it: hex, names, and the color functions. */
export const COLOR = /^(#[0-9a-f]{3,8}|[a-z]{1,30}|(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\d\s.,%/a-z+-]{1,60}\))$/i;

/** A width in pixels, percent, points or ems. */
export const WIDTH = /^\d{1,4}(\.\d{1,3})?(px|%|pt|em|rem)$/i;

/** Text written by an author, with or without variables. */
export const Text = z.string().max(262_144);

export const Color = z.string().refine(templated(COLOR), 'must be a CSS color such as #1a73e8');
export const Width = z.string().refine(templated(WIDTH), 'must be a CSS width such as 50px or 100%');
export const Align = z.enum(['left', 'center', 'right', 'full']);
export type Align = z.infer<typeof Align>;
export const TextStyle = z.enum(['text', 'h1', 'h2', 'subtext']);

/** A boolean; older SDKs send it as a string. */
export const Flag = z.preprocess(readFlag, z.boolean().nullish()).optional();

/** Control flow comes with a later release; ignoring it would show what was meant to be hidden. */
const NotYet = z.null('is not supported on elements yet').optional();

/** What every element may carry. `channels` limits it to these channels; `if` and `loop` are refused. */
export const common = {
  id: z.string().nullish(),
  channels: z.array(z.string()).nullish(),
  if: NotYet,
  loop: NotYet,
};

/** What holds variables is checked once they have their values. */
function templated(pattern: RegExp): (value: string) => boolean {
  return (value) => value.includes('{{') || pattern.test(value);
}

function readFlag(value: unknown): unknown {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return value;
}
