const LOCALE = /^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,4}$/;

/** The languages that a locale falls back on, itself first: `fr-ca` and `fr` for `fr_CA`. None for what is no locale. */
export function localesOf(locale: unknown): string[] {
  const name = typeof locale === 'string' ? locale.slice(0, 50).toLowerCase().replaceAll('_', '-') : '';
  if (!LOCALE.test(name)) return [];
  const tags = name.split('-');
  return tags.map((_, index) => tags.slice(0, tags.length - index).join('-'));
}
