import { type ParsedUrlQuery, parse } from 'node:querystring';

/** The query of a request; an empty parameter is an absent one, a repeated one is a list. W-11 */
export function parseQuery(text: string): ParsedUrlQuery {
  const given = Object.entries(parse(text)).map(([name, value]) => [name, withoutEmpty(value)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function withoutEmpty(value: string | string[] | undefined): string | string[] | undefined {
  const values = [value ?? []].flat().filter((item) => item !== '');
  return values.length > 1 ? values : values[0];
}
