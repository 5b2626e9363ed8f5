import { localesOf } from './locales-of.ts';
import type { Rendering } from './rendering.ts';

/**
 * What a reader gets: `own`, unless `locales` says something else in the reader's language.
 * @param compile Undefined where a locale says nothing of this.
 */
export function inLocale<Said, Part>(
  own: Part,
  locales: Record<string, Said> | null | undefined,
  compile: (said: Said, locale: string) => Part | undefined,
): (rendering: Rendering) => Part {
  const parts = new Map<string, Part>();
  for (const [locale, said] of Object.entries(locales ?? {})) {
    const part = compile(said, locale);
    const [name] = localesOf(locale);
    if (part !== undefined && name !== undefined) parts.set(name, part);
  }
  if (parts.size === 0) return () => own;
  return (rendering) => {
    const known = rendering.locales.find((locale) => parts.has(locale));
    return known === undefined ? own : (parts.get(known) as Part);
  };
}
