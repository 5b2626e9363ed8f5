import { z } from 'zod';

import { Ref } from '../reference/ref.ts';

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

/** An expression; what it may say is looked at when the content is compiled. */
const Code = z.string().max(10_000).nullish();

/**
 * What every element may carry (§11.3). `channels` limits it to these channels, `if` shows it or not, `loop` shows it once for
 * each item of a list, and `ref` is the name by which a later `if` asks whether it was shown. `if_` is how one SDK spells `if`.
 */
export const common = {
  id: z.string().max(256).nullish(),
  channels: z.array(z.string()).nullish(),
  if: Code,
  if_: Code,
  loop: Code,
  ref: Ref.nullish(),
};
export type Common = z.infer<z.ZodObject<typeof common>>;

const NO_LOCALE = 'must be a locale such as fr or fr-CA';

/** A language, and what else tells languages apart, such as `fr`, `fr-CA` and `zh_Hant_TW`. */
export const Locale = z.string().regex(/^[a-z]{2,8}([-_][a-z0-9]{1,8}){0,4}$/i, NO_LOCALE);

/** What an element says instead to readers of other languages, by their locales. */
export function locales<Said extends z.ZodType>(said: Said) {
  const error = ({ code }: { code?: string }) => (code === 'invalid_key' ? NO_LOCALE : undefined);
  return z.record(Locale, said, { error }).nullish();
}

/** What holds variables is checked once they have their values. */
function templated(pattern: RegExp): (value: string) => boolean {
  return (value) => value.includes('{{') || pattern.test(value);
}

function readFlag(value: unknown): unknown {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return value;
}
